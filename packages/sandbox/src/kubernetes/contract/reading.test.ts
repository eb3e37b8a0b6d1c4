import { MERGE_PATCH, TABLE } from './__testUtils__/client';
import { useContract } from './__testUtils__/context';
import { configMap, deployment } from './__testUtils__/objects';

const names = (list: any) => list.items.map((item: any) => item.metadata.name);

jest.setTimeout(120_000);

/** Get and list: selectors, pages, tables. */
describe('Kubernetes API: reading', () => {
  const contract = useContract();

  beforeAll(async () => {
    const { client, core, namespace } = contract();
    for (const index of [0, 1, 2, 3, 4]) {
      await client.create(
        `${core}/configmaps`,
        configMap(
          namespace,
          `page-${index}`,
          {},
          {
            set: 'pages',
            index: String(index),
            even: String(index % 2 === 0),
          },
        ),
      );
    }
  });

  it('answers a list with its version and whole items', async () => {
    const { client, core } = contract();
    const list = await client.get(`${core}/configmaps?labelSelector=set=pages`);
    expect(list).toMatchObject({
      kind: 'ConfigMapList',
      apiVersion: 'v1',
      metadata: { resourceVersion: expect.stringMatching(/^\d+$/) },
    });
    expect(names(list)).toEqual([
      'page-0',
      'page-1',
      'page-2',
      'page-3',
      'page-4',
    ]);
    // Items of built-in lists leave their kind out.
    expect(list.items[0].kind).toBeUndefined();
  });

  it.each([
    ['set=pages,index in (1,3)', ['page-1', 'page-3']],
    ['set=pages,index notin (1,3),even', ['page-0', 'page-2', 'page-4']],
    ['set,index>2', ['page-3', 'page-4']],
    ['set==pages,even!=true', ['page-1', 'page-3']],
    ['!set,set', []],
  ])('selects labels by %s', async (selector, expected) => {
    const { client, core } = contract();
    const list = await client.get(
      `${core}/configmaps?labelSelector=${encodeURIComponent(selector)}`,
    );
    expect(names(list)).toEqual(expected);
  });

  it('refuses selectors it cannot read', async () => {
    const { client, core } = contract();
    const labels = await client.send(
      `${core}/configmaps?labelSelector=${encodeURIComponent('a in b')}`,
    );
    expect(labels.json).toMatchObject({
      code: 400,
      message: "unable to parse requirement: found 'b' expected: '('",
    });
    const fields = await client.send(`${core}/pods?fieldSelector=spec.foo=bar`);
    expect(fields.json).toMatchObject({
      code: 400,
      message: 'field label not supported: spec.foo',
    });
    const custom = await client.send(
      `/apis/argoproj.io/v1alpha1/applications?fieldSelector=spec.project=x`,
    );
    expect(custom.status).toBe(400);
  });

  it('selects fields', async () => {
    const { client, core } = contract();
    const one = await client.get(
      `${core}/configmaps?fieldSelector=metadata.name=page-2`,
    );
    expect(names(one)).toEqual(['page-2']);
    const running = await client.get(
      '/api/v1/namespaces/titanium-prod/pods?fieldSelector=status.phase!=Running,spec.nodeName!=',
    );
    for (const pod of running.items) {
      expect(pod.status.phase).not.toBe('Running');
    }
  });

  it('pages, in the state of the first page', async () => {
    const { client, core, namespace } = contract();
    const path = `${core}/configmaps?labelSelector=set=pages&limit=2`;
    const first = await client.get(path);
    expect(names(first)).toEqual(['page-0', 'page-1']);
    await client.create(
      `${core}/configmaps`,
      configMap(namespace, 'page-2b', {}, { set: 'pages' }),
    );
    await client.delete(`${core}/configmaps/page-2b`);
    await client.create(
      `${core}/configmaps`,
      configMap(namespace, 'page-2c', {}, { set: 'pages' }),
    );
    const next = (list: any) =>
      client.get(
        `${path}&continue=${encodeURIComponent(list.metadata.continue)}`,
      );
    const second = await next(first);
    expect(names(second)).toEqual(['page-2', 'page-3']);
    const third = await next(second);
    expect(names(third)).toEqual(['page-4']);
    expect(third.metadata.continue).toBeUndefined();
    await client.delete(`${core}/configmaps/page-2c`);
  });

  it('says how many are left, and refuses a token that is not its own', async () => {
    const { client } = contract();
    const list = await client.get('/api/v1/namespaces?limit=1');
    expect(list.metadata.remainingItemCount).toBeGreaterThan(2);
    const reply = await client.send('/api/v1/namespaces?continue=nonsense');
    expect(reply.json).toMatchObject({ code: 400, reason: 'BadRequest' });
  });

  it('answers 410 to a page whose state is forgotten', async () => {
    const { client, core, target } = contract();
    if (!target.expireHistory) {
      return;
    }
    const path = `${core}/configmaps?labelSelector=set=pages&limit=2`;
    const first = await client.get(path);
    await client.patch(`${core}/configmaps/page-4`, MERGE_PATCH, {
      data: { changed: String(first.metadata.resourceVersion) },
    });
    target.expireHistory();
    const token = encodeURIComponent(first.metadata.continue);
    const reply = await client.send(`${path}&continue=${token}`);
    expect(reply.json).toMatchObject({
      code: 410,
      reason: 'Expired',
      message: expect.stringContaining(
        'The provided continue parameter is too old',
      ),
    });
    const inconsistent = encodeURIComponent(reply.json.metadata.continue);
    const rest = await client.get(`${path}&continue=${inconsistent}`);
    expect(names(rest)).toEqual(['page-2', 'page-3']);
  });

  it('knows which versions it has', async () => {
    const { client, core, namespace } = contract();
    const path = `${core}/configmaps`;
    const before = (await client.get(path)).metadata.resourceVersion;
    await client.create(path, configMap(namespace, 'later'));
    const old = await client.get(
      `${path}?resourceVersion=${before}&resourceVersionMatch=Exact`,
    );
    expect(names(old)).not.toContain('later');
    const future = await client.send(`${path}?resourceVersion=999999999`);
    expect(future.json).toMatchObject({
      code: 504,
      reason: 'Timeout',
      details: { causes: [{ reason: 'ResourceVersionTooLarge' }] },
    });
  });

  it('draws tables with the columns of kubectl', async () => {
    const { client, apps, namespace } = contract();
    await client.create(
      `${apps}/deployments`,
      deployment(namespace, 'drawn', 0),
    );
    const table = await client.get(`${apps}/deployments`, {
      headers: { accept: `${TABLE},application/json` },
    });
    expect(table).toMatchObject({
      kind: 'Table',
      apiVersion: 'meta.k8s.io/v1',
    });
    expect(
      table.columnDefinitions.map((c: any) => `${c.name}:${c.priority}`),
    ).toEqual([
      'Name:0',
      'Ready:0',
      'Up-to-date:0',
      'Available:0',
      'Age:0',
      'Containers:1',
      'Images:1',
      'Selector:1',
    ]);
    expect(table.rows[0].cells.slice(0, 4)).toEqual(['drawn', '0/0', 0, 0]);
    expect(table.rows[0].cells.slice(5)).toEqual([
      'web,side',
      'nginx:1.25,busybox:1.36',
      'app=drawn',
    ]);
    expect(table.rows[0].object).toMatchObject({
      kind: 'PartialObjectMetadata',
      metadata: { name: 'drawn' },
    });
  });

  it('puts into rows what the client wants', async () => {
    const { client, core } = contract();
    const rows = async (include: string) => {
      const table = await client.get(
        `${core}/configmaps/page-0?includeObject=${include}`,
        { headers: { accept: TABLE } },
      );
      return table.rows[0].object;
    };
    expect(await rows('None')).toBeUndefined();
    expect(await rows('Object')).toMatchObject({ kind: 'ConfigMap' });
    const wrong = await client.send(`${core}/configmaps?includeObject=Wrong`, {
      headers: { accept: TABLE },
    });
    expect(wrong.status).toBe(400);
  });

  it('draws custom resources by the columns of their definition', async () => {
    const table = await contract().client.get(
      '/apis/networking.istio.io/v1beta1/namespaces/titanium-prod/virtualservices',
      { headers: { accept: TABLE } },
    );
    expect(table.columnDefinitions.map((c: any) => c.name)).toEqual([
      'Name',
      'Gateways',
      'Hosts',
      'Age',
    ]);
    expect(table.rows[0].cells[2]).toMatch(/^\["/);
  });

  it('serves one object in several versions', async () => {
    const { client } = contract();
    const path = 'namespaces/titanium-prod/horizontalpodautoscalers';
    const v2 = (await client.get(`/apis/autoscaling/v2/${path}`)).items[0];
    const v1 = (await client.get(`/apis/autoscaling/v1/${path}`)).items[0];
    expect(v1.spec.targetCPUUtilizationPercentage).toBe(
      v2.spec.metrics[0].resource.target.averageUtilization,
    );
    expect(v1.metadata.uid).toBe(v2.metadata.uid);
  });

  it('gives metadata alone to those who want no more', async () => {
    const { client, core } = contract();
    const list = await client.get(`${core}/configmaps`, {
      headers: {
        accept:
          'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1',
      },
    });
    expect(list.kind).toBe('PartialObjectMetadataList');
    expect(Object.keys(list.items[0]).sort()).toEqual([
      'apiVersion',
      'kind',
      'metadata',
    ]);
  });

  it('names what is missing', async () => {
    const { client, apps } = contract();
    const reply = await client.send(`${apps}/deployments/nope`);
    expect(reply.json).toMatchObject({
      code: 404,
      reason: 'NotFound',
      message: 'deployments.apps "nope" not found',
      details: { name: 'nope', group: 'apps', kind: 'deployments' },
    });
  });
});
