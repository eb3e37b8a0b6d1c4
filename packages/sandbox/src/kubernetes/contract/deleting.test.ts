import { eventually, MERGE_PATCH } from './__testUtils__/client';
import { useContract } from './__testUtils__/context';
import { configMap, deployment } from './__testUtils__/objects';

jest.setTimeout(120_000);

/** Deletion: how, when, and what goes along. */
describe('Kubernetes API: deleting', () => {
  const contract = useContract();
  const maps = () => `${contract().core}/configmaps`;
  const deployments = () => `${contract().apps}/deployments`;

  const list = async (path: string, app: string) =>
    (await contract().client.get(`${path}?labelSelector=app=${app}`)).items;
  const replicaSets = (app: string) =>
    list(`${contract().apps}/replicasets`, app);
  const pods = (app: string) => list(`${contract().core}/pods`, app);

  async function running(app: string): Promise<any[]> {
    const { client, namespace } = contract();
    await client.create(deployments(), deployment(namespace, app, 2));
    return eventually(async () => {
      const found = await pods(app);
      return (
        found.length === 2 &&
        found.every((pod: any) => pod.status.phase === 'Running') &&
        found
      );
    });
  }
  const gone = (probe: () => Promise<any[]>) =>
    eventually(async () => (await probe()).length === 0);

  it('answers a Status, and 404 the second time', async () => {
    const { client, namespace } = contract();
    const { json } = await client.create(maps(), configMap(namespace, 'd1'));
    const reply = await client.delete(`${maps()}/d1`);
    expect(reply.json).toMatchObject({
      kind: 'Status',
      status: 'Success',
      details: { name: 'd1', kind: 'configmaps', uid: json.metadata.uid },
    });
    expect((await client.delete(`${maps()}/d1`)).status).toBe(404);
  });

  it('checks preconditions', async () => {
    const { client, namespace } = contract();
    await client.create(maps(), configMap(namespace, 'd2'));
    const reply = await client.delete(`${maps()}/d2`, {
      kind: 'DeleteOptions',
      apiVersion: 'v1',
      preconditions: { uid: 'other' },
    });
    expect(reply.json).toMatchObject({
      code: 409,
      reason: 'Conflict',
      message: expect.stringContaining(
        'Precondition failed: UID in precondition: other, UID in object meta: ',
      ),
    });
  });

  it('waits for finalizers', async () => {
    const { client, namespace } = contract();
    const body = configMap(namespace, 'd3');
    await client.create(maps(), {
      ...body,
      metadata: { ...body.metadata, finalizers: ['example.com/hold'] },
    });
    const reply = await client.delete(`${maps()}/d3`);
    expect(reply.json.metadata.deletionTimestamp).toEqual(expect.any(String));
    expect((await client.send(`${maps()}/d3`)).status).toBe(200);
    await client.patch(`${maps()}/d3`, MERGE_PATCH, {
      metadata: { finalizers: null },
    });
    expect((await client.send(`${maps()}/d3`)).status).toBe(404);
  });

  it('takes dependents along in the background', async () => {
    await running('d4');
    const reply = await contract().client.delete(`${deployments()}/d4`);
    expect(reply.json.status).toBe('Success');
    await gone(() => replicaSets('d4'));
    await gone(() => pods('d4'));
  });

  it('takes dependents first in the foreground', async () => {
    await running('d5');
    const { client } = contract();
    const reply = await client.delete(`${deployments()}/d5`, {
      propagationPolicy: 'Foreground',
    });
    expect(reply.json.metadata).toMatchObject({
      finalizers: ['foregroundDeletion'],
      deletionTimestamp: expect.any(String),
    });
    await eventually(
      async () => (await client.send(`${deployments()}/d5`)).status === 404,
    );
    expect(await replicaSets('d5')).toEqual([]);
  });

  it('leaves dependents behind when told so', async () => {
    await running('d6');
    const { client } = contract();
    await client.delete(`${deployments()}/d6?propagationPolicy=Orphan`);
    await eventually(
      async () => (await client.send(`${deployments()}/d6`)).status === 404,
    );
    const [left] = await replicaSets('d6');
    expect(left.metadata.ownerReferences ?? []).toEqual([]);
    expect(await pods('d6')).toHaveLength(2);
  });

  it('gives pods their grace, or none', async () => {
    const [pod] = await running('d7');
    const { client, core } = contract();
    const path = `${core}/pods/${pod.metadata.name}`;
    const reply = await client.delete(path, { gracePeriodSeconds: 600 });
    expect(reply.json.metadata).toMatchObject({
      deletionGracePeriodSeconds: 600,
      deletionTimestamp: expect.any(String),
    });
    const forced = await client.delete(`${path}?gracePeriodSeconds=0`);
    expect([200, 404]).toContain(forced.status);
    expect((await client.send(path)).status).toBe(404);
  });

  it('deletes what a selector names', async () => {
    const { client, namespace } = contract();
    for (const name of ['d8-a', 'd8-b', 'd8-c']) {
      const set = name === 'd8-c' ? 'keep' : 'drop';
      await client.create(maps(), configMap(namespace, name, {}, { set }));
    }
    const reply = await client.delete(`${maps()}?labelSelector=set=drop`);
    expect(reply.json.items).toHaveLength(2);
    expect((await client.send(`${maps()}/d8-a`)).status).toBe(404);
    expect((await client.send(`${maps()}/d8-c`)).status).toBe(200);
  });

  it('empties a namespace', async () => {
    const { client } = contract();
    const { json } = await client.create('/api/v1/namespaces', {
      metadata: { generateName: 'contract-gone-' },
    });
    const path = `/api/v1/namespaces/${json.metadata.name}`;
    await client.create(`${path}/configmaps`, {
      metadata: { name: 'inside' },
    });
    const reply = await client.delete(path);
    expect(reply.json.status.phase ?? reply.json.status).toBe('Terminating');
    await eventually(async () => (await client.send(path)).status === 404);
  });
});
