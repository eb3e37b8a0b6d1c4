import { useContract } from './__testUtils__/context';

jest.setTimeout(60_000);

const API = '/api/v1';
const APP = `${API}/applications/prod-api-gateway`;

describe('Argo CD answers', () => {
  const contract = useContract();
  const client = () => contract().client;

  it('its version to everybody, and everything else to accounts only', async () => {
    const version = await client().send('GET', '/api/version', { token: null });
    expect(version.json.Version).toMatch(/^v\d+\.\d+\.\d+/);
    const nobody = await client().send('GET', `${API}/applications`, {
      token: null,
    });
    expect(nobody.status).toBe(401);
    expect(nobody.json).toEqual({
      error: 'no session information',
      code: 16,
      message: 'no session information',
    });
    const wrong = await client().send('GET', `${API}/applications`, {
      token: 'nonsense',
    });
    expect(wrong.json).toMatchObject({
      code: 16,
      message: expect.stringMatching(/^invalid session/),
    });
    const login = await client().send('POST', `${API}/session`, {
      token: null,
      body: { username: 'admin', password: 'guess' },
    });
    expect(login.status).toBe(401);
    expect(login.json.message).toBe('Invalid username or password');
  });

  it('unknown paths and methods as its router does', async () => {
    const path = await client().send('GET', `${API}/nothing`);
    expect([path.status, path.text]).toEqual([404, 'Not Found\n']);
    const method = await client().send('POST', `${API}/applications`, {
      body: {},
    });
    expect(method.status).toBe(405);
  });

  it('applications with filters and fields', async () => {
    const { items, metadata } = await client().get(`${API}/applications`);
    expect(metadata.resourceVersion).toMatch(/^\d+$/);
    expect(items.map((app: any) => app.metadata.name)).toEqual([
      'postgres',
      'prod-api-gateway',
      'prod-auth-service',
      'prod-blog-service',
      'prod-user-service',
    ]);
    const selector = encodeURIComponent('backstage.io/kubernetes-id=postgres');
    const fields = 'items.metadata.name,items.status.sync.status';
    expect(
      await client().get(
        `${API}/applications?selector=${selector}&fields=${fields}`,
      ),
    ).toEqual({
      items: [
        {
          metadata: { name: 'postgres' },
          status: { sync: { status: 'Synced' } },
        },
      ],
    });
    expect(
      (await client().get(`${API}/applications?projects=nope`)).items,
    ).toEqual([]);
  });

  it('absent applications as forbidden, unless the project is named', async () => {
    const absent = await client().send('GET', `${API}/applications/nope`);
    expect(absent.status).toBe(403);
    expect(absent.json).toEqual({
      error: 'permission denied',
      code: 7,
      message: 'permission denied',
    });
    const named = await client().send(
      'GET',
      `${API}/applications/nope?project=default`,
    );
    expect(named.status).toBe(404);
    expect(named.json).toMatchObject({
      code: 5,
      message: 'applications.argoproj.io "nope" not found',
    });
    const other = await client().send('GET', `${APP}?project=other`);
    expect(other.status).toBe(404);
  });

  it('an application, compared anew when asked', async () => {
    const before = await client().get(APP);
    expect(before.status.history.map(({ id }: any) => id)).toEqual([
      1, 2, 3, 4, 5, 6, 7,
    ]);
    expect(before.status.history.at(-1)).toMatchObject({
      revision: before.status.sync.revision,
      initiatedBy: { automated: true },
      deployStartedAt: expect.any(String),
      deployedAt: expect.any(String),
      source: before.spec.source,
    });
    const after = await client().get(`${APP}?refresh=hard`);
    expect(Date.parse(after.status.reconciledAt)).toBeGreaterThanOrEqual(
      Date.parse(before.status.reconciledAt),
    );
    expect(after.metadata.annotations).toBeUndefined();
  });

  it('commits by revision, of several sources too', async () => {
    const { status } = await client().get(APP);
    const path = (revision: string) => `${APP}/revisions/${revision}/metadata`;
    expect(await client().get(path(status.sync.revision))).toEqual({
      author: expect.stringMatching(/^\S.* <\S+@\S+>$/),
      date: expect.stringMatching(/Z$/),
      tags: ['v1.2.3'],
      message: 'release v1.2.3: raise upstream timeout to 5 s',
    });
    const unknown = await client().send('GET', path('f'.repeat(40)));
    expect(unknown.status).toBe(500);

    const blog = `${API}/applications/prod-blog-service`;
    const app = await client().get(blog);
    expect(app.status.sync.revisions).toHaveLength(2);
    const [{ id }] = app.status.history;
    const metadata = await client().get(
      `${blog}/revisions/${app.status.sync.revisions[1]}/metadata?sourceIndex=1&versionId=${id}`,
    );
    expect(metadata.message).toBe(
      'monitoring and network rules of the blog service',
    );
    const outside = await client().send(
      'GET',
      `${blog}/revisions/${app.status.sync.revisions[1]}/metadata?sourceIndex=2`,
    );
    expect(outside.json.code).toBe(3);
  });

  it('the resource tree down to the pods, and as a stream', async () => {
    const { nodes } = await client().get(`${APP}/resource-tree`);
    const pod = nodes.find(({ kind }: any) => kind === 'Pod');
    const set = nodes.find(({ uid }: any) => uid === pod.parentRefs[0].uid);
    const deployment = nodes.find(
      ({ uid }: any) => uid === set.parentRefs[0].uid,
    );
    expect(deployment).toMatchObject({
      group: 'apps',
      kind: 'Deployment',
      name: 'prod-api-gateway-deployment',
      health: { status: 'Healthy' },
    });
    expect(set.info).toContainEqual({ name: 'Revision', value: 'Rev:4' });
    expect(pod.info).toContainEqual({ name: 'Containers', value: '2/2' });
    expect(nodes.map(({ kind }: any) => kind)).toEqual(
      expect.arrayContaining(['Service', 'EndpointSlice', 'Endpoints']),
    );
    const stream = await client().stream(
      `${API}/stream/applications/prod-api-gateway/resource-tree`,
    );
    const { result } = await stream.next();
    expect(result.nodes.length).toBeGreaterThan(5);
    stream.close();
  });

  it('managed resources with Secrets hidden in every state', async () => {
    const { items } = await client().get(
      `${API}/applications/postgres/managed-resources`,
    );
    const secret = items.find(({ kind }: any) => kind === 'Secret');
    for (const state of [
      'targetState',
      'liveState',
      'normalizedLiveState',
      'predictedLiveState',
    ]) {
      expect(JSON.parse(secret[state]).data).toEqual({
        POSTGRES_PASSWORD: '++++++++',
      });
    }
    expect(
      JSON.parse(
        JSON.parse(secret.liveState).metadata.annotations[
          'kubectl.kubernetes.io/last-applied-configuration'
        ],
      ).data,
    ).toEqual({ POSTGRES_PASSWORD: '++++++++' });
    const manifests = await client().get(
      `${API}/applications/postgres/manifests`,
    );
    expect(manifests.manifests.join()).toContain('++++++++');
    const one = await client().get(
      `${API}/applications/postgres/resource?kind=Secret&version=v1&namespace=titanium-prod&resourceName=postgres-secret`,
    );
    expect(JSON.parse(one.manifest).data).toEqual({
      POSTGRES_PASSWORD: '++++++++',
    });
    const foreign = await client().send(
      'GET',
      `${API}/applications/postgres/resource?kind=Secret&version=v1&namespace=argocd&resourceName=argocd-initial-admin-secret`,
    );
    expect(foreign.json.code).toBe(3);
  });

  it('windows, events, projects, sets and rights', async () => {
    const windows = await client().get(
      `${API}/applications/prod-auth-service/syncwindows`,
    );
    expect(windows.assignedWindows).toEqual([
      {
        kind: 'deny',
        schedule: '0 22 * * *',
        duration: '8h',
        manualSync: false,
      },
    ]);
    expect(windows.canSync).toBe(!windows.activeWindows);
    expect(await client().get(`${APP}/syncwindows`)).toEqual({ canSync: true });
    expect((await client().get(`${APP}/events`)).items).toEqual(
      expect.any(Array),
    );
    const sets = await client().get(`${API}/applicationsets`);
    expect(sets.items[0].metadata.name).toBe('titanium-services');
    expect(
      (await client().get(`${API}/applicationsets/titanium-services`)).spec
        .generators,
    ).toHaveLength(1);
    const noSet = await client().send('GET', `${API}/applicationsets/nope`);
    expect(noSet.status).toBe(404);
    expect(
      (await client().get(`${API}/projects/default`)).spec.sourceRepos,
    ).toEqual(['*']);
    const may = async (path: string) =>
      (await client().get(`${API}/account/can-i/${path}`)).value;
    expect(await may('applications/sync/default/prod-api-gateway')).toBe('yes');
    expect(await may('applications/delete/default/prod-api-gateway')).toBe(
      'no',
    );
  });
});
