import {
  JSON_PATCH,
  MERGE_PATCH,
  STRATEGIC_PATCH,
} from './__testUtils__/client';
import { useContract } from './__testUtils__/context';
import { configMap, deployment } from './__testUtils__/objects';

jest.setTimeout(120_000);

/** Create, update and the patches. */
describe('Kubernetes API: writing', () => {
  const contract = useContract();
  const maps = () => `${contract().core}/configmaps`;
  const deployments = () => `${contract().apps}/deployments`;

  it('creates once', async () => {
    const { client, namespace } = contract();
    const body = configMap(namespace, 'once', { a: '1' });
    const first = await client.create(maps(), body);
    expect(first.status).toBe(201);
    expect(first.json.metadata).toMatchObject({
      uid: expect.stringMatching(/^[0-9a-f-]{36}$/),
      resourceVersion: expect.stringMatching(/^\d+$/),
      creationTimestamp: expect.stringMatching(/^\d{4}-.*Z$/),
    });
    const second = await client.create(maps(), body);
    expect(second.json).toMatchObject({
      code: 409,
      reason: 'AlreadyExists',
      message: 'configmaps "once" already exists',
    });
  });

  it('makes names and fills in defaults', async () => {
    const { client, namespace } = contract();
    const generated = await client.create(maps(), {
      ...configMap(namespace, ''),
      metadata: { generateName: 'made-' },
    });
    expect(generated.json.metadata.name).toMatch(/^made-[a-z0-9]{5}$/);
    const reply = await client.create(
      deployments(),
      deployment(namespace, 'defaults', 0),
    );
    expect(reply.json.spec).toMatchObject({
      revisionHistoryLimit: 10,
      progressDeadlineSeconds: 600,
      strategy: {
        type: 'RollingUpdate',
        rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' },
      },
      template: {
        spec: {
          restartPolicy: 'Always',
          containers: [
            { imagePullPolicy: 'IfNotPresent', resources: {} },
            { terminationMessagePath: '/dev/termination-log' },
          ],
        },
      },
    });
  });

  it('reads YAML bodies', async () => {
    const { client } = contract();
    const reply = await client.create(
      maps(),
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: from-yaml}\ndata: {a: "1"}\n',
      { headers: { 'content-type': 'application/yaml' } },
    );
    expect([reply.status, reply.json.data]).toEqual([201, { a: '1' }]);
  });

  it('refuses an update of an old version', async () => {
    const { client, namespace } = contract();
    const { json: first } = await client.create(
      maps(),
      configMap(namespace, 'contended'),
    );
    const put = (object: unknown) =>
      client.send(`${maps()}/contended`, { method: 'PUT', body: object });
    const ok = await put({ ...first, data: { a: '1' } });
    expect(ok.status).toBe(200);
    const late = await put({ ...first, data: { a: '2' } });
    expect(late.json).toMatchObject({
      code: 409,
      reason: 'Conflict',
      message:
        'Operation cannot be fulfilled on configmaps "contended": the object has been modified; please apply your changes to the latest version and try again',
    });
    const patched = await client.patch(`${maps()}/contended`, MERGE_PATCH, {
      metadata: { resourceVersion: first.metadata.resourceVersion },
      data: { a: '3' },
    });
    expect(patched.status).toBe(409);
    expect((await client.get(`${maps()}/contended`)).data).toEqual({
      a: '1',
    });
  });

  it('leaves nothing behind after a dry run', async () => {
    const { client, namespace } = contract();
    const dry = await client.create(
      `${maps()}?dryRun=All`,
      configMap(namespace, 'dry'),
    );
    expect(dry.status).toBe(201);
    expect((await client.send(`${maps()}/dry`)).status).toBe(404);

    await client.create(deployments(), deployment(namespace, 'dry', 0));
    const before = await client.get(`${deployments()}/dry`);
    const patch = await client.patch(
      `${deployments()}/dry?dryRun=All`,
      MERGE_PATCH,
      { spec: { paused: true } },
    );
    expect(patch.json.spec.paused).toBe(true);
    expect(patch.json.metadata.generation).toBe(before.metadata.generation + 1);
    await client.patch(`${deployments()}/dry/scale?dryRun=All`, MERGE_PATCH, {
      spec: { replicas: 5 },
    });
    await client.delete(`${deployments()}/dry?dryRun=All`);
    const after = await client.get(`${deployments()}/dry`);
    expect(after.spec).toEqual(before.spec);
    const invalid = await client.patch(
      `${deployments()}/dry?dryRun=All`,
      MERGE_PATCH,
      { spec: { replicas: -1 } },
    );
    expect(invalid.status).toBe(422);
    const wrong = await client.create(`${maps()}?dryRun=Some`, {});
    expect(wrong.status).toBe(422);
  });

  it('merges lists by their keys', async () => {
    const { client, namespace } = contract();
    await client.create(deployments(), deployment(namespace, 'merged', 0));
    const { json } = await client.patch(
      `${deployments()}/merged`,
      STRATEGIC_PATCH,
      {
        spec: {
          template: {
            spec: {
              '$setElementOrder/containers': [{ name: 'new' }, { name: 'web' }],
              containers: [
                { name: 'web', image: 'nginx:1.26' },
                { name: 'new', image: 'new:1' },
                { $patch: 'delete', name: 'side' },
              ],
            },
          },
        },
      },
    );
    expect(
      json.spec.template.spec.containers.map((c: any) => [c.name, c.image]),
    ).toEqual([
      ['new', 'new:1'],
      ['web', 'nginx:1.26'],
    ]);
    expect(json.spec.template.spec.containers[1].ports).toHaveLength(1);
  });

  it('replaces lists in a merge patch, and removes with null', async () => {
    const { client, namespace } = contract();
    await client.create(
      maps(),
      configMap(namespace, 'merge', { a: '1', b: '2' }),
    );
    const { json } = await client.patch(`${maps()}/merge`, MERGE_PATCH, {
      data: { a: null, c: '3' },
      metadata: { finalizers: [] },
    });
    expect(json.data).toEqual({ b: '2', c: '3' });
  });

  it('applies JSON patches as a whole or not at all', async () => {
    const { client, namespace } = contract();
    await client.create(maps(), configMap(namespace, 'json', { a: '1' }));
    const path = `${maps()}/json`;
    const good = await client.patch(path, JSON_PATCH, [
      { op: 'test', path: '/data/a', value: '1' },
      { op: 'add', path: '/data/b', value: '2' },
    ]);
    expect(good.json.data).toEqual({ a: '1', b: '2' });
    const bad = await client.patch(path, JSON_PATCH, [
      { op: 'add', path: '/data/c', value: '3' },
      { op: 'test', path: '/data/a', value: 'other' },
    ]);
    expect(bad.json).toMatchObject({
      code: 422,
      reason: 'Invalid',
      message: 'the server rejected our request due to an error in our request',
    });
    expect((await client.get(path)).data).toEqual({ a: '1', b: '2' });
  });

  it('refuses patches of other kinds', async () => {
    const { client, core } = contract();
    const apply = await client.patch(
      `${core}/configmaps/x`,
      'application/apply-patch+yaml',
      {},
    );
    expect([apply.status, apply.json.reason]).toEqual([404, 'NotFound']);
    await client.create(maps(), configMap(contract().namespace, 'patchless'));
    const reply = await client.patch(
      `${maps()}/patchless`,
      'application/apply-patch+yaml',
      {},
    );
    expect(reply.json).toMatchObject({
      code: 415,
      reason: 'UnsupportedMediaType',
    });
  });

  it('scales through the subresource', async () => {
    const { client, namespace } = contract();
    await client.create(deployments(), deployment(namespace, 'scaled', 0));
    const path = `${deployments()}/scaled/scale`;
    const scale = await client.get(path);
    expect(scale).toMatchObject({
      kind: 'Scale',
      apiVersion: 'autoscaling/v1',
      spec: { replicas: 0 },
      status: { selector: 'app=scaled' },
    });
    const patched = await client.patch(path, MERGE_PATCH, {
      spec: { replicas: 2 },
    });
    expect(patched.json).toMatchObject({
      kind: 'Scale',
      spec: { replicas: 2 },
    });
    const late = await client.send(path, {
      method: 'PUT',
      body: { ...scale, spec: { replicas: 3 } },
    });
    expect(late.status).toBe(409);
    const { resourceVersion, ...metadata } = scale.metadata;
    const put = await client.send(path, {
      method: 'PUT',
      body: { ...scale, metadata, spec: { replicas: 1 } },
    });
    expect(put.json.spec.replicas).toBe(1);
    const negative = await client.patch(path, MERGE_PATCH, {
      spec: { replicas: -1 },
    });
    expect(negative.json.message).toBe(
      'Scale.autoscaling "scaled" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0',
    );
    await client.patch(path, MERGE_PATCH, { spec: { replicas: 0 } });
  });

  it('keeps status and specification apart', async () => {
    const { client, namespace } = contract();
    const path = `/apis/policy/v1/namespaces/${namespace}/poddisruptionbudgets`;
    const created = await client.create(path, {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { name: 'kept' },
      spec: { minAvailable: 1, selector: { matchLabels: { app: 'none' } } },
      status: { disruptionsAllowed: 99 },
    });
    expect(created.json.status.disruptionsAllowed).not.toBe(99);
    const main = await client.patch(`${path}/kept`, MERGE_PATCH, {
      status: { disruptionsAllowed: 98 },
    });
    expect(main.json.status.disruptionsAllowed).not.toBe(98);
    const status = await client.patch(`${path}/kept/status`, MERGE_PATCH, {
      spec: { minAvailable: 7 },
      status: { disruptionsAllowed: 3 },
    });
    expect(status.json.spec.minAvailable).toBe(1);
    expect(status.json.status.disruptionsAllowed).toBe(3);
  });
});
