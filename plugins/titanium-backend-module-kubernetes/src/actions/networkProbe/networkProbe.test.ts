import type { V1Job, V1Pod } from '@kubernetes/client-node';
import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { until } from '@titanium-portal/test-utils';
import { serviceEntity } from '../../__testUtils__/sandbox';
import { ActionRunner, Drafted } from '../__testUtils__/runner';
import { DEFAULT_PROBE, readProbeConfig } from './probeConfig';
import { readHost } from './probeHost';
import { networkProbeSchema } from './probeSchema';

const PROBE = 'kubernetes.network.probe';
const NAMESPACE = 'titanium-prod';
const HEALTH = 'http://prod-user-service:5001/health';

jest.setTimeout(120_000);

let runner: ActionRunner;
beforeAll(async () => {
  // The job's deadline follows the World's clock: on a busy machine a fast one leaves no time to ask.
  runner = await ActionRunner.start({
    speed: 5,
    probe: { allowedHosts: ['status.example.com'] },
  });
});
afterAll(() => runner?.stop());

const dns = (host: string, fields: JsonObject = {}) =>
  runner.draft(PROBE, { probe: { type: 'dns', host }, ...fields });
const http = (url: string, fields: JsonObject = {}) =>
  runner.draft(PROBE, { probe: { type: 'http', url }, ...fields });
const codes = ({ plan }: Drafted) => plan.warnings.map(({ code }) => code);
const jobs = async () =>
  (
    await runner.clusters.reader('titanium').list<V1Job>({
      group: 'batch',
      version: 'v1',
      plural: 'jobs',
      namespace: NAMESPACE,
    })
  ).items.filter(({ metadata }) =>
    metadata!.name!.startsWith('titanium-probe'),
  );

async function carryOut(drafted: Drafted) {
  const applied = await runner.apply(drafted);
  return { applied, ...(await runner.verify(drafted, applied)) };
}

describe('what may be probed', () => {
  const isValid = (probe: object) =>
    networkProbeSchema.safeParse({
      cluster: 'titanium',
      namespace: NAMESPACE,
      probe,
    }).success;

  it.each([
    'prod-user-service',
    'prod-user-service.titanium-prod.svc.cluster.local',
  ])('takes the host %s', host => {
    expect(isValid({ type: 'dns', host })).toBe(true);
  });

  it.each([
    '',
    '-h',
    'a b',
    '$(id)',
    'a;id',
    'a\nb',
    'UPPER',
    '127.0.0.1',
    '169.254.169.254',
    '2130706433',
    '::1',
    'a..b',
    'x\u202ey',
  ])('refuses the host %j', host => {
    expect(isValid({ type: 'dns', host })).toBe(false);
  });

  it.each(['http://a', 'https://a.b:8443/x?y=1', HEALTH])(
    'takes the address %s',
    url => {
      expect(isValid({ type: 'http', url })).toBe(true);
    },
  );

  it.each([
    'ftp://a/',
    'file:///etc/passwd',
    'gopher://a/',
    'http://u:p@a/',
    'http://a/#x',
    'http://127.0.0.1/',
    'http://0x7f.1/',
    'http://169.254.169.254/latest/meta-data',
    'http://[::1]/',
    'http://a\\@b/',
    'http://A/',
    'http:/a',
    'http://a:99999/',
    'http://a/ b',
    'http://a/\n',
    ' http://a/',
    'http://가/',
    '-o/tmp/x',
    `http://a/${'x'.repeat(2_000)}`,
  ])('refuses the address %j', url => {
    expect(isValid({ type: 'http', url })).toBe(false);
  });

  it('takes nothing else', () => {
    expect(isValid({ type: 'dns', host: 'a', url: HEALTH })).toBe(false);
    expect(isValid({ type: 'tcp', host: 'a' })).toBe(false);
  });

  it.each([
    ['a', 'a.ns.svc.cluster.local'],
    ['a.b', 'a.b.svc.cluster.local'],
    // Never looked up outside, whatever the search list of a node says.
    ['example.com', 'example.com.svc.cluster.local'],
    ['cluster.local', 'cluster.local.svc.cluster.local'],
    ['a.b.svc', 'a.b.svc.cluster.local'],
    ['a.b.svc.cluster.local', 'a.b.svc.cluster.local'],
    ['p-0.a.b.svc.cluster.local', 'p-0.a.b.svc.cluster.local'],
  ])('reads %s as %s', (host, name) => {
    expect(readHost(host, 'ns', DEFAULT_PROBE)).toMatchObject({
      type: 'service',
      name,
    });
  });

  it.each([
    'www.example.com',
    'a.b.c.d.svc.cluster.local',
    'metadata.google.internal',
    'a.b.svc.cluster.local.evil.example',
  ])('lets %s nowhere', host => {
    expect(() => readHost(host, 'ns', DEFAULT_PROBE)).toThrow(
      'is not a service of the cluster',
    );
  });

  it('reads its configuration, and refuses names that are none', () => {
    const read = (probe: JsonObject) =>
      readProbeConfig(
        new ConfigReader({ titanium: { kubernetes: { probe } } }),
      );
    expect(readProbeConfig(new ConfigReader({}))).toEqual(DEFAULT_PROBE);
    expect(read({ image: 'mirror.example/netshoot:1' })).toMatchObject({
      image: 'mirror.example/netshoot:1',
      clusterDomain: 'cluster.local',
    });
    expect(() => read({ allowedHosts: ['http://a'] })).toThrow(
      'titanium.kubernetes.probe holds "http://a"',
    );
  });
});

describe('whose it is', () => {
  const entity = serviceEntity('prod-user-service');

  it('is the owner’s for a service in the namespace of the pod', async () => {
    const { target } = await http(HEALTH);
    expect(target.ref).toMatchObject({
      kind: 'service',
      name: 'prod-user-service',
      namespace: NAMESPACE,
    });
    expect(target.claim?.value).toBe('prod-user-service');
    expect(target.isSelectedBy(entity)).toBe(true);
  });

  it.each([
    ['a service of another namespace', 'prometheus-operated.monitoring'],
    ['a name without a service', 'nobody'],
    ['a host outside', 'status.example.com'],
  ])('is nobody’s for %s', async (_, host) => {
    const { target } = await dns(host);
    expect(target.ref).toMatchObject({ kind: 'namespace', name: NAMESPACE });
    expect(target.claim).toBeUndefined();
    expect(target.isSelectedBy(entity)).toBe(false);
  });

  it('is nobody’s from another namespace', async () => {
    const { target } = await dns(`prod-user-service.${NAMESPACE}`, {
      namespace: 'monitoring',
    });
    expect(target.ref).toMatchObject({ kind: 'namespace', name: 'monitoring' });
  });

  it('refuses hosts that configuration does not name', async () => {
    await expect(dns('www.example.com')).rejects.toMatchObject({
      code: 'invalid-input',
    });
  });
});

describe('the plan', () => {
  it('shows the pod: one command, no shell, no rights', async () => {
    const { plan } = await http(HEALTH);
    const [step] = plan.steps;
    expect(step).toMatchObject({
      fence: 'deterministicName',
      input: {
        command: [
          ...['curl', '-q', '-sS', '-m', '10', '--globoff'],
          ...['--proto', '=http,https', '-o', '-', '-D', '-'],
          'http://prod-user-service.titanium-prod.svc.cluster.local:5001/health',
        ],
      },
      preview: { source: 'dry-run' },
    });
    for (const line of [
      'automountServiceAccountToken: false',
      'runAsNonRoot: true',
      'readOnlyRootFilesystem: true',
      'activeDeadlineSeconds: 120',
      'ttlSecondsAfterFinished: 300',
    ]) {
      expect(step.preview.after).toContain(line);
    }
    expect(plan.undo.possible).toBe(false);
    expect((await http(HEALTH)).plan).toEqual(plan);
    expect(await jobs()).toEqual([]);
  });

  it('warns of what will not answer', async () => {
    expect(codes(await http(HEALTH))).toEqual([]);
    expect(codes(await dns('nobody'))).toEqual(['probe-no-service']);
    expect(codes(await http('http://prod-user-service:81/'))).toEqual([
      'probe-port',
    ]);
    const closed = await http('http://postgres:5432/');
    expect(closed.plan.warnings).toEqual([
      expect.objectContaining({
        code: 'probe-network-policy',
        values: { policies: ['allow-postgres', 'default-deny-ingress'] },
      }),
    ]);
    const other = await http(`http://prod-user-service.${NAMESPACE}:5001/`, {
      namespace: 'monitoring',
    });
    expect(codes(other)).toEqual(['probe-network-policy']);
  });
});

describe('the run', () => {
  it('looks a name up, shows the answer and removes the job', async () => {
    const run = await carryOut(await dns('prod-user-service'));
    expect(run).toMatchObject({ outcome: 'succeeded', reason: undefined });
    expect(run.progress.at(-1)!.message).toBe(
      'prod-user-service is 10.96.40.12',
    );
    expect(run.evidence).toEqual([
      expect.objectContaining({
        source: 'log',
        text: expect.stringContaining('Address: 10.96.40.12'),
      }),
    ]);
    await until(async () => (await jobs()).length === 0);
  });

  it('asks a service through the mesh', async () => {
    const drafted = await http(HEALTH);
    const applied = await runner.apply(drafted);
    await expect(runner.reconcile(drafted)).resolves.toMatchObject({
      outcome: 'applied',
      applied,
    });
    const run = await runner.verify(drafted, applied);
    expect(run.progress.at(-1)!.message).toBe(
      'prod-user-service answers 200 OK',
    );
    expect(run.evidence[0].text).toMatch(/^HTTP\/1\.1 200 OK\n/);
    expect(run.evidence[0].text).toContain('"status":"healthy"');
    await until(async () => (await jobs()).length === 0);
    await expect(runner.reconcile(drafted)).resolves.toEqual({
      outcome: 'not-applied',
    });
  });

  it('claims nothing of a job that may be removed by now', async () => {
    const drafted = await dns('prod-auth-service');
    const since = new Date(Date.now() - 301_000).toISOString();
    await expect(runner.reconcile(drafted, since)).resolves.toMatchObject({
      outcome: 'unknown',
      reason: expect.stringContaining('would have been removed by now'),
    });
  });

  it.each([
    ['an unknown name', 'http://nobody/', 'has no address'],
    ['a closed network', 'http://postgres:5432/', 'did not answer within 10'],
  ])('fails of %s, and says why', async (_, url, reason) => {
    const run = await carryOut(await http(url));
    expect(run).toMatchObject({
      outcome: 'failed',
      reason: expect.stringContaining(reason),
    });
    expect(run.evidence[0].text).toMatch(/^curl: \(\d+\)/);
    await until(async () => (await jobs()).length === 0);
  });

  it('says NXDOMAIN in words', async () => {
    const run = await carryOut(await dns('nobody'));
    expect(run).toMatchObject({
      outcome: 'failed',
      reason:
        "nobody has no address: the cluster's DNS does not know the name.",
    });
  });

  it('writes nothing once the run was taken over', async () => {
    const drafted = await dns('prod-auth-service');
    const late = runner.apply(drafted, async () => {
      throw new Error('taken over');
    });
    await expect(late).rejects.toThrow('taken over');
    await expect(runner.reconcile(drafted)).resolves.toEqual({
      outcome: 'not-applied',
    });
  });

  it('refuses when the service is another one now', async () => {
    const drafted = await http('http://prod-blog-service:8005/health');
    await runner.patch(
      `/api/v1/namespaces/${NAMESPACE}/services/prod-blog-service`,
      { spec: { selector: { app: 'somebody-else' } } },
    );
    await expect(runner.apply(drafted)).rejects.toMatchObject({
      code: 'plan-changed',
    });
  });

  it('never makes two jobs for one run', async () => {
    const drafted = await dns('prod-auth-service');
    const before = (await jobs()).length;
    const first = await runner.apply(drafted);
    // As whoever takes the run over does.
    await expect(runner.apply(drafted)).resolves.toEqual(first);
    expect(await jobs()).toHaveLength(before + 1);
  });

  it('gives the pod no token', async () => {
    const { items } = await runner.clusters
      .reader('titanium')
      .list<V1Pod>(
        { group: '', version: 'v1', plural: 'pods', namespace: NAMESPACE },
        { labelSelector: 'app.kubernetes.io/name=titanium-probe' },
      );
    expect(items.length).toBeGreaterThan(0);
    items.forEach(pod =>
      expect(JSON.stringify(pod.spec!.volumes ?? [])).not.toContain(
        'serviceAccountToken',
      ),
    );
  });
});

it('stops at an image that cannot be pulled', async () => {
  const other = await ActionRunner.start({
    speed: 20,
    probe: { image: 'nicolaka/netshoot:does-not-exist' },
  });
  try {
    const run = await other.run(PROBE, {
      probe: { type: 'dns', host: 'prod-user-service' },
    });
    expect(run).toMatchObject({
      outcome: 'failed',
      reason: expect.stringContaining('DeadlineExceeded'),
    });
    expect(run.evidence.map(({ text }) => text).join()).toMatch(/image/i);
  } finally {
    await other.stop();
  }
});
