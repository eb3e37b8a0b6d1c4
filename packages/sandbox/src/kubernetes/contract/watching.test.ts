import { LineReader, MERGE_PATCH, TABLE } from './__testUtils__/client';
import { useContract } from './__testUtils__/context';
import { configMap } from './__testUtils__/objects';

const shape = (event: any) => [event.type, event.object.metadata.name];

async function take(reader: LineReader, count: number): Promise<any[]> {
  const events = [];
  while (events.length < count) {
    events.push(await reader.event());
  }
  return events;
}

jest.setTimeout(120_000);

/** Watches: what they send, when they end, and when they must begin again. */
describe('Kubernetes API: watching', () => {
  const contract = useContract();

  const path = (query = '') =>
    `${contract().core}/configmaps?watch=1&labelSelector=kind=watched${query}`;
  const version = async () =>
    (await contract().client.get(`${contract().core}/configmaps`)).metadata
      .resourceVersion;

  async function create(name: string, labels = { kind: 'watched' }) {
    const { client, core, namespace } = contract();
    const reply = await client.create(
      `${core}/configmaps`,
      configMap(namespace, name, {}, labels),
    );
    return reply.json;
  }
  const label = (name: string, kind: string | null) =>
    contract().client.patch(
      `${contract().core}/configmaps/${name}`,
      MERGE_PATCH,
      { metadata: { labels: { kind } } },
    );
  const remove = (name: string) =>
    contract().client.delete(`${contract().core}/configmaps/${name}`);

  it('sends changes after a version, and only them', async () => {
    const { client } = contract();
    await create('before');
    const since = await version();
    const reader = await client.lines(path(`&resourceVersion=${since}`));
    await create('w1');
    await client.patch(`${contract().core}/configmaps/w1`, MERGE_PATCH, {
      data: { a: 'b' },
    });
    await remove('w1');
    const events = await take(reader, 3);
    expect(events.map(shape)).toEqual([
      ['ADDED', 'w1'],
      ['MODIFIED', 'w1'],
      ['DELETED', 'w1'],
    ]);
    const versions = events.map(e => Number(e.object.metadata.resourceVersion));
    expect([...versions].sort((a, b) => a - b)).toEqual(versions);
    expect(events[0].object.kind).toBe('ConfigMap');
    reader.close();
    await remove('before');
  });

  it('catches up on what happened before it was opened', async () => {
    const since = await version();
    await create('w2');
    await remove('w2');
    const reader = await contract().client.lines(
      path(`&resourceVersion=${since}`),
    );
    expect((await take(reader, 2)).map(shape)).toEqual([
      ['ADDED', 'w2'],
      ['DELETED', 'w2'],
    ]);
    reader.close();
  });

  it('begins with what is there when no version is given', async () => {
    await create('w3');
    const reader = await contract().client.lines(path());
    expect(shape(await reader.event())).toEqual(['ADDED', 'w3']);
    reader.close();
    await remove('w3');
  });

  it('turns entering and leaving a selection into ADDED and DELETED', async () => {
    await create('w4', { kind: 'other' });
    const reader = await contract().client.lines(
      path(`&resourceVersion=${await version()}`),
    );
    await label('w4', 'watched');
    const left = await label('w4', null);
    const events = await take(reader, 2);
    expect(events.map(shape)).toEqual([
      ['ADDED', 'w4'],
      ['DELETED', 'w4'],
    ]);
    expect(events[1].object.metadata).toMatchObject({
      labels: { kind: 'watched' },
      resourceVersion: left.json.metadata.resourceVersion,
    });
    reader.close();
  });

  it('ends when its time is over, with a bookmark for those who want one', async () => {
    const { client } = contract();
    const quiet = await client.lines(
      path(`&resourceVersion=${await version()}&timeoutSeconds=1`),
    );
    const marked = await client.lines(
      path(
        `&resourceVersion=${await version()}&timeoutSeconds=1&allowWatchBookmarks=true`,
      ),
    );
    let last: any;
    for (let text = await marked.next(); text; text = await marked.next()) {
      last = JSON.parse(text);
    }
    expect(last).toMatchObject({
      type: 'BOOKMARK',
      object: {
        kind: 'ConfigMap',
        // The cluster lives: others may have written meanwhile.
        metadata: { resourceVersion: expect.stringMatching(/^\d+$/) },
      },
    });
    expect(await quiet.next()).toBeUndefined();
  });

  it('marks the end of the first events for those who ask', async () => {
    await create('w5');
    const reader = await contract().client.lines(
      path(
        '&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true',
      ),
    );
    expect(shape(await reader.event())).toEqual(['ADDED', 'w5']);
    expect((await reader.event()).object.metadata.annotations).toEqual({
      'k8s.io/initial-events-end': 'true',
    });
    reader.close();
    await remove('w5');
  });

  it('watches tables, with columns in the first event only', async () => {
    const reader = await contract().client.lines(
      path(`&resourceVersion=${await version()}`),
      { headers: { accept: TABLE } },
    );
    await create('w6');
    await remove('w6');
    const [added, deleted] = await take(reader, 2);
    expect(added.object).toMatchObject({
      kind: 'Table',
      rows: [{ cells: ['w6', 0, expect.any(String)] }],
    });
    expect(added.object.columnDefinitions).toHaveLength(3);
    expect(deleted.type).toBe('DELETED');
    expect(deleted.object.columnDefinitions).toBeNull();
    reader.close();
  });

  it('answers 410 as a status to a version of another history', async () => {
    const reply = await contract().client.send(
      path('&resourceVersion=999999999'),
    );
    expect(reply.json).toMatchObject({ code: 410, reason: 'Expired' });
  });

  it('answers 410 as a status, and within open watches, when history is forgotten', async () => {
    const { client, target } = contract();
    if (!target.expireHistory) {
      return;
    }
    const since = await version();
    await create('w7');
    const open = await client.lines(
      path(`&resourceVersion=${await version()}`),
    );
    target.expireHistory();
    expect(await open.event()).toMatchObject({
      type: 'ERROR',
      object: { kind: 'Status', code: 410, reason: 'Expired' },
    });
    expect(await open.next()).toBeUndefined();
    const late = await client.send(path(`&resourceVersion=${since}`));
    expect(late.json).toMatchObject({
      code: 410,
      reason: 'Expired',
      message: expect.stringContaining('too old resource version'),
    });
    await remove('w7');
  });
});
