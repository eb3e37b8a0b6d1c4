import { StreamMessage } from '@titanium-portal/backstage-plugin-titanium-common';
import { until } from '@titanium-portal/test-utils';
import { Person, startPortal, TestPortal } from '../__testUtils__/backend';
import { openStream, TestStream } from '../__testUtils__/streams';

const blog = { topic: 'things', entityRef: 'component:default/blog' };
const logs = { topic: 'thing-logs', entityRef: 'component:default/blog' };

describe('streams', () => {
  let portal: TestPortal;
  const streams: TestStream[] = [];

  async function start(titanium = {}) {
    portal = await startPortal({ titanium });
  }
  async function open(
    person: Person | { header: string },
    ...subscriptions: Parameters<typeof openStream>[2]
  ) {
    const header =
      typeof person === 'string' ? portal.header(person) : person.header;
    const stream = await openStream(portal.url, header, subscriptions);
    streams.push(stream);
    return stream;
  }
  const view = (key = 'rows:blog:') =>
    until(() => portal.platform.views.get(key));
  const line = (text: string) => ({ time: '2026-01-01T00:00:00Z', text });

  afterEach(async () => {
    streams.splice(0).forEach(stream => stream.close());
    await portal.stop();
  });

  it('send hello, a snapshot and then only what changed', async () => {
    await start();
    const stream = await open('developer', blog);
    expect(stream.status).toBe(200);
    expect(stream.headers).toMatchObject({
      'content-type': 'application/x-ndjson',
      'cache-control': 'no-store, no-transform',
    });
    await stream.next('hello');
    const snapshot = await stream.next('snapshot');
    expect(snapshot.state).toEqual({
      collections: { things: { a: { size: 1 } } },
      status: {},
    });
    const source = await view();
    source.push([
      { op: 'put', collection: 'things', key: 'a', row: { size: 2 } },
      { op: 'put', collection: 'things', key: 'b', row: { size: 3 } },
      {
        op: 'status',
        source: 'fake',
        status: { state: 'live', since: 'now', platform: 'Fake' },
      },
    ]);
    expect(await stream.next('delta')).toMatchObject({
      id: 's0',
      collections: {
        things: { patch: { a: { size: 2 } }, put: { b: { size: 3 } } },
      },
      status: { fake: { state: 'live' } },
    });
    source.push([
      { op: 'replace', collection: 'things', rows: { b: { size: 3 } } },
    ]);
    expect((await stream.next('delta')).collections).toEqual({
      things: { remove: ['a'] },
    });
  });

  it('share one view among all viewers, and close it a while after the last', async () => {
    await start({ stream: { linger: { milliseconds: 50 } } });
    const people: Person[] = ['developer', 'lead', 'operator'];
    const open3 = await Promise.all(people.map(person => open(person, blog)));
    await Promise.all(open3.map(stream => stream.next('snapshot')));
    expect(portal.platform.opened).toBe(1);
    open3.forEach(stream => stream.close());
    await until(() => portal.platform.views.size === 0 || undefined);
    const again = await open('developer', blog);
    await again.next('snapshot');
    expect(portal.platform.opened).toBe(2);
  });

  it('gather a burst into few messages', async () => {
    await start();
    const stream = await open('developer', blog);
    await stream.next('snapshot');
    const source = await view();
    for (let size = 2; size <= 200; size += 1) {
      source.push([
        { op: 'put', collection: 'things', key: 'a', row: { size } },
      ]);
    }
    const deltas: StreamMessage[] = [];
    await stream.next('delta', message => {
      deltas.push(message);
      return (
        message.collections?.things.patch?.a !== undefined &&
        JSON.stringify(message).includes('200')
      );
    });
    expect(new Set(deltas).size).toBeLessThan(5);
  });

  it('go on from a cursor without a snapshot', async () => {
    await start();
    const first = await open('developer', blog);
    const { cursor } = await first.next('snapshot');
    first.close();
    const source = await view();
    source.push([
      { op: 'put', collection: 'things', key: 'b', row: { size: 1 } },
    ]);
    const second = await open('developer', { ...blog, cursor });
    expect((await second.next('delta')).collections).toEqual({
      things: { put: { b: { size: 1 } } },
    });
    expect(second.messages.some(({ type }) => type === 'snapshot')).toBe(false);
    const foreign = await open('developer', { ...blog, cursor: 'other.1' });
    await foreign.next('snapshot');
    const future = await open('developer', {
      ...blog,
      cursor: `${cursor.split('.')[0]}.999`,
    });
    await future.next('snapshot');
  });

  it('send a snapshot when the ring no longer holds what was missed', async () => {
    await start({ views: { ringMessages: 2, batch: { milliseconds: 0 } } });
    const first = await open('developer', blog);
    const { cursor } = await first.next('snapshot');
    const source = await view();
    for (const size of [2, 3, 4, 5]) {
      source.push([
        { op: 'put', collection: 'things', key: 'a', row: { size } },
      ]);
      await first.next('delta');
    }
    const second = await open('developer', { ...blog, cursor });
    expect((await second.next('snapshot')).state.collections).toEqual({
      things: { a: { size: 5 } },
    });
  });

  it('carry lines, and give a late viewer those that are still held', async () => {
    await start();
    const first = await open('developer', logs);
    const source = await view('lines:blog:');
    source.push([{ op: 'lines', lines: [line('1'), line('2')] }]);
    expect((await first.next('lines')).lines.map(l => l.text)).toEqual([
      '1',
      '2',
    ]);
    const second = await open('lead', logs);
    await second.next('snapshot');
    expect((await second.next('lines')).lines).toHaveLength(2);
    source.push([
      { op: 'gap', dropped: 7 },
      { op: 'lines', lines: [line('3')] },
    ]);
    expect(await first.next('gap')).toMatchObject({ dropped: 7 });
    expect((await first.next('lines')).lines).toHaveLength(1);
  });

  it('begin each subscription once, with the newest status', async () => {
    await start();
    const early = await open('developer', logs);
    const source = await view('lines:blog:');
    const status = (state: 'connecting' | 'live') => ({
      op: 'status' as const,
      source: 'fake',
      status: { state, since: 'now', platform: 'Fake' },
    });
    source.push([status('connecting')]);
    source.push([status('live')]);
    source.push([{ op: 'lines', lines: [line('1')] }]);
    // Arrives while changes are still being gathered.
    const meanwhile = await open('lead', logs);
    await until(() => early.messages.find(({ type }) => type === 'lines'));
    const late = await open('operator', logs);
    const all = [early, meanwhile, late];
    for (const { messages } of all) {
      await until(() => messages.find(({ type }) => type === 'lines'));
      expect(messages).toMatchObject([
        { type: 'hello' },
        { type: 'snapshot', state: { status: { fake: { state: 'live' } } } },
        { type: 'lines' },
      ]);
    }
  });

  it('tell a slow reader how many lines it has missed', async () => {
    await start({
      views: { ringMessages: 10, batch: { milliseconds: 0 } },
    });
    const stream = await open('developer', logs);
    const source = await view('lines:blog:');
    source.push([{ op: 'lines', lines: [line('first')] }]);
    await stream.next('lines');
    stream.pause();
    const long = 'x'.repeat(16 * 1024);
    const total = 2000;
    for (let n = 0; n < total; n += 1) {
      source.push([{ op: 'lines', lines: [line(long)] }]);
    }
    // A second reader that keeps up shows that all have gone out.
    const quick = await open('lead', logs);
    source.push([{ op: 'lines', lines: [line('last')] }]);
    await quick.next('lines', ({ lines }) => lines.at(-1)?.text === 'last');
    stream.resume();
    const gap = await stream.next('gap');
    expect(gap.dropped).toBeGreaterThan(100);
    const after: StreamMessage[] = [];
    await stream.next('lines', message => {
      if (!after.includes(message)) after.push(message);
      return message.lines.at(-1)?.text === 'last';
    });
    // What the ring holds, and nothing that was kept for this reader.
    expect(after.length).toBeLessThan(30);
  });

  it.each([
    ['not-found', { topic: 'things', entityRef: 'component:default/none' }],
    ['not-installed', { topic: 'charts', entityRef: 'component:default/blog' }],
    [
      'missing-annotation',
      { topic: 'things', entityRef: 'component:default/bare' },
    ],
    ['invalid', { topic: 'thing-logs', entityRef: null }],
    ['forbidden', { topic: 'things', entityRef: null }],
    ['invalid', { ...blog, params: { surplus: true } }],
    ['not-found', { topic: 'run', entityRef: null, params: { id: 'none' } }],
  ])(
    'refuse one subscription as %s and serve the others',
    async (code, bad) => {
      await start();
      const stream = await open('developer', bad as never, blog);
      // The order of the two is not promised.
      const of = (id: string) =>
        until(() =>
          stream.messages.find(message => 'id' in message && message.id === id),
        );
      expect(await of('s0')).toMatchObject({ type: 'refused', code });
      expect(await of('s1')).toMatchObject({ type: 'snapshot' });
      const refusals = await portal.get('operator', '/audit?event=view.denied');
      expect(refusals.body.rows).toHaveLength(code === 'forbidden' ? 1 : 0);
    },
  );

  it('end a subscription when its permission is lost', async () => {
    await start({ stream: { recheck: { milliseconds: 100 } } });
    const stream = await open('developer', blog);
    await stream.next('snapshot');
    portal.entities.splice(
      portal.entities.findIndex(entity => entity.metadata.name === 'blog'),
      1,
    );
    expect(await stream.next('refused')).toMatchObject({ code: 'not-found' });
    expect(await stream.next('end')).toEqual({
      type: 'end',
      reason: 'permission',
    });
    await until(() => stream.ended || undefined);
  });

  it('end with the credential', async () => {
    await start();
    const header = `Bearer until:${Date.now() + 300}:user:default/developer`;
    const stream = await open({ header }, blog);
    await stream.next('snapshot');
    expect(await stream.next('end')).toEqual({
      type: 'end',
      reason: 'expired',
    });
  });

  it('end at a shutdown', async () => {
    await start();
    const stream = await open('developer', blog);
    await stream.next('snapshot');
    const stopping = portal.stop();
    expect(await stream.next('end')).toEqual({
      type: 'end',
      reason: 'shutdown',
    });
    await stopping;
  });

  it('let the oldest go when one person opens too many', async () => {
    await start({ stream: { maxPerUser: 2 } });
    const oldest = await open('developer', blog);
    await oldest.next('snapshot');
    await open('developer', blog);
    await open('lead', blog);
    await open('developer', blog);
    expect(await oldest.next('end')).toMatchObject({ reason: 'overloaded' });
  });

  it('say so when the source breaks, and send heartbeats meanwhile', async () => {
    await start({ stream: { heartbeat: { milliseconds: 20 } } });
    const stream = await open('developer', blog);
    await stream.next('snapshot');
    await stream.next('heartbeat');
    (await view()).fail(new Error('kaput'));
    expect(await stream.next('refused')).toMatchObject({
      code: 'failed',
      message: 'kaput',
    });
  });

  it('follow runs that the person may see, and one run', async () => {
    await start();
    const stream = await open('developer', { topic: 'runs' });
    expect((await stream.next('snapshot')).state.collections).toEqual({
      runs: {},
    });
    const plan = await portal.plan('developer', 'blog', 3);
    const { body: run } = await portal.run('developer', plan);
    const single = await open('developer', {
      topic: 'run',
      params: { id: run.id },
    });
    await single.next('snapshot');
    await stream.next('delta', message =>
      JSON.stringify(message).includes('succeeded'),
    );
    await portal.ended('developer', run.id);
    const last = await open('developer', {
      topic: 'run',
      params: { id: run.id },
    });
    const { collections } = (await last.next('snapshot')).state;
    expect(Object.keys(collections.events)[0]).toBe('00000001');
    expect(collections.run.run).toMatchObject({ state: 'succeeded' });
    // Runs elsewhere stay hidden.
    const { body: hidden } = await portal.post('operator', '/plans', {
      action: {
        id: 'fake.resize',
        input: {
          cluster: 'fake',
          namespace: 'elsewhere',
          name: 'thing',
          size: 9,
        },
      },
    });
    const other = await portal.run('operator', hidden);
    await portal.ended('operator', other.body.id);
    const lists = await Promise.all(
      (['developer', 'operator'] as const).map(async person => {
        const list = await open(person, { topic: 'runs' });
        return Object.keys(
          (await list.next('snapshot')).state.collections.runs,
        );
      }),
    );
    expect(lists.map(ids => ids.includes(other.body.id))).toEqual([
      false,
      true,
    ]);
  });

  it('open views of the whole portal to those who may read all of it', async () => {
    await start();
    const operator = await open('operator', { topic: 'things' });
    await operator.next('snapshot');
    const developer = await open('developer', { topic: 'things' });
    expect(await developer.next('refused')).toMatchObject({
      code: 'forbidden',
    });
    const lines = await open('operator', { topic: 'thing-logs' });
    expect(await lines.next('refused')).toMatchObject({ code: 'invalid' });
  });

  it('list what waits for approval, and for whom', async () => {
    await start();
    const plan = await portal.plan('operator', 'blog', 60);
    const rows = async (person: Person) => {
      const stream = await open(person, { topic: 'approvals' });
      const { state } = await stream.next('snapshot');
      return state.collections.approvals;
    };
    expect(await rows('lead')).toMatchObject({
      [plan.id]: { sentence: plan.sentence, mayApprove: true },
    });
    expect(await rows('operator')).toMatchObject({
      [plan.id]: { requester: plan.requester, mayApprove: false },
    });
    await portal.post('lead', `/plans/${plan.id}/approve`, {
      hash: plan.hash,
    });
    expect(await rows('lead')).toEqual({});
  });
});
