import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import {
  createTitaniumClusters,
  TitaniumClusters,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { until } from '@titanium-portal/test-utils';
import { startTestSandbox, TestSandbox } from '../__testUtils__/sandbox';
import { createReads } from '.';

jest.setTimeout(60_000);

const NS = { cluster: 'titanium', namespace: 'titanium-prod' };
const GET = {
  ...NS,
  allNamespaces: false,
  names: [],
  labelSelector: null,
  fieldSelector: null,
  output: 'table',
  jsonpath: null,
  sortBy: null,
};
const LOGS = {
  ...NS,
  pod: null,
  workload: null,
  labelSelector: null,
  container: null,
  allContainers: false,
  previous: false,
  follow: false,
  tail: 5,
  sinceSeconds: null,
  timestamps: false,
};
const GATEWAY = {
  ...NS,
  kind: 'deployment',
  name: 'prod-api-gateway-deployment',
  revision: null,
};

describe('reads on a cluster', () => {
  let platform: TestSandbox;
  let clusters: TitaniumClusters & { stop(): Promise<void> };
  const context = {
    signal: new AbortController().signal,
    logger: mockServices.logger.mock(),
    requester: 'user:default/somebody',
  };

  beforeAll(async () => {
    platform = await startTestSandbox();
    clusters = createTitaniumClusters(new ConfigReader(platform.config), {
      logger: mockServices.logger.mock(),
    });
    await until(() => clusters.resources('titanium'));
  });

  afterAll(async () => {
    await clusters?.stop();
    await platform?.stop();
  });

  const find = (id: string) =>
    createReads(clusters).find(read => read.id === id)!;
  const ask = async (id: string, input: JsonObject): Promise<any> => {
    const read = find(id);
    const value = read.input.parse(input);
    await read.target(value, context);
    return read.run(value, context);
  };
  const target = async (id: string, input: JsonObject) => {
    const read = find(id);
    return read.target(read.input.parse(input), context);
  };

  it('tell when the one object that they name is gone, and nothing where they name none', async () => {
    const missing = (id: string, input: JsonObject) => {
      const read = find(id);
      return read.missing!(read.input.parse(input), context);
    };
    const { revision: _, ...described } = GATEWAY;
    const describing = (name: string | null) =>
      missing('kubernetes.describe', {
        ...described,
        name,
        labelSelector: null,
      });
    expect(await describing(GATEWAY.name)).toBe(false);
    expect(await describing('prod-old-deployment')).toBe(true);
    expect(await describing(null)).toBe(false);
    expect(
      await missing('kubernetes.rollout.status', {
        ...GATEWAY,
        name: 'prod-old-deployment',
      }),
    ).toBe(true);
    expect(
      await missing('kubernetes.get', {
        ...GET,
        kinds: ['pod', 'service'],
        names: ['prod-old'],
      }),
    ).toBe(false);
  });
  const names = (table: any): string[] =>
    table.rows.map((row: any) => row.cells[0]);

  it('says which cluster answers', async () => {
    const read = createReads(clusters).find(
      ({ id }) => id === 'kubernetes.cluster.info',
    )!;
    const value = { cluster: 'titanium' };
    expect(await read.target(value, context)).toMatchObject({
      cluster: 'titanium',
      namespace: null,
    });
    expect(await read.run(value, context)).toMatchObject({
      type: 'description',
      facts: [
        { name: 'Kubernetes', value: 'v1.29.7' },
        { name: 'Platform' },
        { name: 'Nodes', value: expect.stringMatching(/^(\d+) of \1 ready$/) },
      ],
    });
    expect(read.toCommand(value)).toBe('kubectl cluster-info');
  });

  it('prints any kind as the API does', async () => {
    const pods = await ask('kubernetes.get', { ...GET, kinds: ['pod'] });
    expect(pods.columns.slice(0, 5).map((column: any) => column.name)).toEqual([
      'Name',
      'Ready',
      'Status',
      'Restarts',
      'Age',
    ]);
    expect(names(pods)).toContain('postgres-0');
    expect(pods.columns[4].type).toBe('time');
    expect(new Date(pods.rows[0].cells[4]).getTime()).not.toBeNaN();
  });

  it('prints several kinds with their names', async () => {
    const found = await ask('kubernetes.get', {
      ...GET,
      kinds: ['gateway', 'virtualservice'],
    });
    expect(names(found)).toEqual(
      expect.arrayContaining([
        'gateway/prod-titanium-gateway',
        'virtualservice/prod-titanium-vs',
      ]),
    );
  });

  it('selects, sorts and names', async () => {
    const gateway = await ask('kubernetes.get', {
      ...GET,
      kinds: ['pod'],
      labelSelector: 'app=api-gateway',
      sortBy: '.metadata.name',
    });
    expect(names(gateway)).toEqual([...names(gateway)].sort());
    expect(names(gateway).every(name => name.includes('api-gateway'))).toBe(
      true,
    );
    expect(
      await ask('kubernetes.get', {
        ...GET,
        kinds: ['deployment'],
        names: ['prod-api-gateway-deployment'],
        output: 'name',
      }),
    ).toEqual({
      type: 'text',
      text: 'deployment.apps/prod-api-gateway-deployment',
    });
    expect(
      (
        await ask('kubernetes.get', {
          ...GET,
          kinds: ['pod'],
          names: ['postgres-0'],
          output: 'jsonpath',
          jsonpath: '{.spec.containers[*].name}',
        })
      ).text,
    ).toBe('postgres istio-proxy');
  });

  it('never shows the values of a Secret', async () => {
    const admin = createTitaniumClusters(
      new ConfigReader(
        JSON.parse(
          JSON.stringify(platform.config).replace(
            platform.sandbox.tokens.reader,
            platform.sandbox.tokens.admin,
          ),
        ),
      ),
      { logger: mockServices.logger.mock() },
    );
    const secret = await admin.reader('titanium').get<any>(
      {
        group: '',
        version: 'v1',
        plural: 'secrets',
        namespace: 'titanium-prod',
      },
      'postgres-secret',
    );
    const values = Object.values<string>(secret.data).flatMap(value => [
      value,
      Buffer.from(value, 'base64').toString(),
    ]);
    const get = createReads(admin).find(({ id }) => id === 'kubernetes.get')!;
    const describeRead = createReads(admin).find(
      ({ id }) => id === 'kubernetes.describe',
    )!;
    const answers = [
      await describeRead.run(
        {
          ...NS,
          kind: 'secret',
          name: 'postgres-secret',
          labelSelector: null,
        },
        context,
      ),
    ];
    for (const output of [
      'table',
      'wide',
      'yaml',
      'json',
      'name',
      'jsonpath',
    ]) {
      answers.push(
        await get.run(
          {
            ...GET,
            kinds: ['secret'],
            names: ['postgres-secret'],
            output,
            jsonpath: '{.data}',
          },
          context,
        ),
      );
    }
    const text = JSON.stringify(answers);
    values
      .filter(value => value.length > 3 && value !== 'postgres')
      .forEach(value => expect(text).not.toContain(value));
    expect(text).toContain('••••••');
    await admin.stop();
  });

  it('never widens a blank namespace, and says where it looks', async () => {
    await expect(
      target('kubernetes.get', { ...GET, namespace: null, kinds: ['pod'] }),
    ).rejects.toMatchObject({ name: 'InputError', code: 'invalid-input' });
    expect(
      await target('kubernetes.get', {
        ...GET,
        namespace: null,
        allNamespaces: true,
        kinds: ['pod'],
      }),
    ).toMatchObject({ namespace: null });
    expect(
      await target('kubernetes.get', { ...GET, kinds: ['node', 'pod'] }),
    ).toMatchObject({ namespace: null, kind: 'node,pod' });
    expect(
      await target('kubernetes.get', { ...GET, kinds: ['pod'] }),
    ).toMatchObject({ namespace: 'titanium-prod', kind: 'pod' });
    await expect(
      target('kubernetes.get', { ...GET, kinds: ['nonsense'] }),
    ).rejects.toThrow(/doesn't have a resource type "nonsense"/);
    await expect(
      target('kubernetes.get', { ...GET, cluster: 'other', kinds: ['pod'] }),
    ).rejects.toMatchObject({ name: 'NotFoundError' });
  });

  it.each([
    ['names', ['../../secrets/x']],
    ['names', ['a/status']],
    ['namespace', '../kube-system'],
    ['kinds', ['pods/exec']],
    ['kinds', ['--all']],
    ['sortBy', '{..}'],
    ['extra', true],
  ])('refuses %s %j', (field, value) => {
    expect(
      find('kubernetes.get').input.safeParse({
        ...GET,
        kinds: ['pod'],
        [field]: value,
      }).success,
    ).toBe(false);
  });

  it.each([
    [
      'pod',
      'postgres-0',
      ['Containers', 'Specification', 'Conditions', 'Events'],
    ],
    [
      'deployment',
      'prod-api-gateway-deployment',
      ['Pod template', 'Replica sets'],
    ],
    ['statefulset', 'postgres', ['Volume claims']],
    ['service', 'prod-user-service', ['Ports', 'Endpoints']],
    ['horizontalpodautoscaler', 'prod-api-gateway-hpa', ['Metrics']],
    ['networkpolicy', 'allow-postgres', ['Allowed']],
    ['virtualservice', 'prod-titanium-vs', ['Events']],
    ['node', 'node-1', ['Resources', 'Pods']],
  ])('describes a %s', async (kind, name, titles) => {
    const found = await ask('kubernetes.describe', {
      ...NS,
      kind,
      name,
      labelSelector: null,
    });
    expect(found.type).toBe('description');
    expect(found.facts[0]).toEqual({ name: 'Name', value: name });
    expect(found.sections.map(({ title }: any) => title)).toEqual(
      expect.arrayContaining(titles),
    );
    found.sections.forEach(({ table }: any) =>
      table.rows.forEach((row: any) =>
        expect(row.cells).toHaveLength(table.columns.length),
      ),
    );
  });

  it('offers a choice when several match', async () => {
    const found = await ask('kubernetes.describe', {
      ...NS,
      kind: 'networkpolicy',
      name: null,
      labelSelector: null,
    });
    expect(found.type).toBe('table');
    await expect(
      ask('kubernetes.describe', {
        ...NS,
        kind: 'pod',
        name: 'nothing',
        labelSelector: null,
      }),
    ).rejects.toMatchObject({ name: 'NotFoundError' });
  });

  it('reads logs of a pod, and of a workload in the order of time', async () => {
    const one = await ask('kubernetes.logs', { ...LOGS, pod: 'postgres-0' });
    expect(one.lines.length).toBeGreaterThan(0);
    expect(one.lines.length).toBeLessThanOrEqual(5);
    const all = await ask('kubernetes.logs', {
      ...LOGS,
      workload: { kind: 'deployment', name: 'prod-api-gateway-deployment' },
      allContainers: true,
      follow: true,
    });
    const times = all.lines.map((line: any) => line.time);
    expect(times).toEqual([...times].sort());
    expect(
      new Set(all.lines.map((line: any) => line.pod)).size,
    ).toBeGreaterThan(1);
    expect(all.follow.pods.length).toBeGreaterThan(1);
    await expect(
      ask('kubernetes.logs', { ...LOGS, pod: 'postgres-0', previous: true }),
    ).rejects.toThrow(/previous terminated container/);
  });

  it('reads logs from a time on, and never by two of them', async () => {
    const all = await ask('kubernetes.logs', {
      ...LOGS,
      pod: 'postgres-0',
      tail: 3,
    });
    const { time } = all.lines[1];
    const since = await ask('kubernetes.logs', {
      ...LOGS,
      pod: 'postgres-0',
      tail: 3,
      sinceTime: time,
    });
    expect(since.lines[0].time >= time).toBe(true);
    const later = new Date(Date.parse(time) + 86_400_000).toISOString();
    const none = await ask('kubernetes.logs', {
      ...LOGS,
      pod: 'postgres-0',
      sinceTime: later,
    });
    expect(none.lines).toEqual([]);
    await expect(
      ask('kubernetes.logs', {
        ...LOGS,
        pod: 'postgres-0',
        sinceSeconds: 5,
        sinceTime: time,
      }),
    ).rejects.toThrow('either a duration or a time');
  });

  it('shows labels as columns', async () => {
    const { columns, rows } = await ask('kubernetes.get', {
      ...GET,
      kinds: ['deployment'],
      labelColumns: ['app', 'no.such/label'],
      showLabels: true,
    });
    const titles = columns.map(({ name }: { name: string }) => name);
    expect(titles.slice(-3)).toEqual(['app', 'label', 'Labels']);
    expect(rows.length).toBeGreaterThan(0);
    for (const { cells } of rows) {
      expect(cells).toHaveLength(columns.length);
      const [app, none, all] = cells.slice(-3);
      expect(none).toBeNull();
      expect(app).toMatch(/^[a-z]/);
      expect(all).toContain(`app=${app}`);
    }
  });

  it('sorts by use, the highest first', async () => {
    for (const [sortBy, column] of [
      ['cpu', 'CPU(cores)'],
      ['memory', 'Memory(bytes)'],
    ]) {
      const { columns, rows } = await ask('kubernetes.top', {
        ...NS,
        allNamespaces: false,
        kind: 'pod',
        name: null,
        labelSelector: null,
        containers: false,
        sortBy,
      });
      const at = columns.findIndex(
        ({ name }: { name: string }) => name === column,
      );
      const used = rows.map(({ cells }: { cells: string[] }) =>
        parseInt(cells[at], 10),
      );
      expect(used.length).toBeGreaterThan(1);
      expect(used).toEqual([...used].sort((a, b) => b - a));
    }
  });

  it('shows use, in the units of kubectl', async () => {
    const pods = await until(async () => {
      const found = await ask('kubernetes.top', {
        ...NS,
        allNamespaces: false,
        kind: 'pod',
        name: null,
        labelSelector: null,
        containers: true,
      }).catch(() => undefined);
      return found?.rows.length ? found : undefined;
    });
    expect(pods.columns.map((column: any) => column.name)).toEqual([
      'Pod',
      'Container',
      'CPU(cores)',
      'Memory(bytes)',
    ]);
    expect(pods.rows[0].cells[2]).toMatch(/^\d+m$/);
    expect(pods.rows[0].cells[3]).toMatch(/^\d+Mi$/);
    const nodes = await ask('kubernetes.top', {
      ...NS,
      namespace: null,
      allNamespaces: false,
      kind: 'node',
      name: null,
      labelSelector: null,
      containers: false,
    });
    expect(nodes.rows[0].cells[2]).toMatch(/^\d+%$/);
  });

  it('tells of rollouts', async () => {
    expect(await ask('kubernetes.rollout.status', GATEWAY)).toEqual({
      type: 'text',
      text: 'deployment "prod-api-gateway-deployment" successfully rolled out',
    });
    const history = await ask('kubernetes.rollout.history', GATEWAY);
    const revisions = history.rows.map((row: any) => row.cells[0]);
    expect(revisions).toEqual(
      [...revisions].sort((a: number, b: number) => a - b),
    );
    expect(
      (
        await ask('kubernetes.rollout.history', {
          ...GATEWAY,
          revision: revisions[0],
        })
      ).facts[0].value,
    ).toBe(
      `deployment.apps/prod-api-gateway-deployment with revision #${revisions[0]}`,
    );
    await expect(
      ask('kubernetes.rollout.history', { ...GATEWAY, revision: 999 }),
    ).rejects.toThrow(/unable to find the specified revision/);
  });

  it('lists events', async () => {
    const found = await ask('kubernetes.events', {
      ...NS,
      allNamespaces: false,
      involvedKind: null,
      involvedName: null,
      fieldSelector: null,
      sortBy: '.lastTimestamp',
    });
    expect(found.columns.map((column: any) => column.name)).toEqual([
      'Last seen',
      'Type',
      'Reason',
      'Object',
      'Count',
      'Message',
    ]);
  });

  it('writes the equivalent commands', () => {
    const command = (id: string, input: JsonObject) =>
      find(id).toCommand(find(id).input.parse(input));
    expect(
      command('kubernetes.get', {
        ...GET,
        kinds: ['pod'],
        labelSelector: 'app in (a, b)',
        output: 'wide',
      }),
    ).toBe("kubectl get pod -n titanium-prod -l 'app in (a, b)' -o wide");
    expect(
      command('kubernetes.logs', {
        ...LOGS,
        pod: 'p',
        container: 'c',
        previous: true,
      }),
    ).toBe('kubectl logs p -n titanium-prod -c c --previous --tail=5');
    expect(command('kubernetes.rollout.status', GATEWAY)).toBe(
      'kubectl rollout status deployment/prod-api-gateway-deployment -n titanium-prod',
    );
  });
});
