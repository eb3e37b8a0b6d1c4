import type { V1Pod } from '@kubernetes/client-node';
import { JsonObject } from '@backstage/types';
import { until } from '@titanium-portal/test-utils';
import { ReadRunner } from '../__testUtils__/ReadRunner';
import { policyFindings } from './checks';
import { effectiveMode, modeText } from './mtls';
import { PeerAuthentication } from './objects';

const NS = { cluster: 'titanium', namespace: 'titanium-prod' };
const ISTIO = '/apis/networking.istio.io/v1beta1/namespaces/titanium-prod';
const SECURITY = '/apis/security.istio.io/v1beta1/namespaces/titanium-prod';

jest.setTimeout(60_000);

describe('the mesh', () => {
  let runner: ReadRunner;
  beforeAll(async () => {
    runner = await ReadRunner.start();
  });
  afterAll(() => runner?.stop());

  const pods = async () =>
    (
      await runner.clusters.reader('titanium').list<V1Pod>({
        group: '',
        version: 'v1',
        plural: 'pods',
        namespace: NS.namespace,
      })
    ).items;
  const podOf = async (app: string) =>
    (await pods()).find(({ metadata }) => metadata!.labels?.app === app)!
      .metadata!.name!;
  const describeIt = (kind: string, name: string) =>
    runner.ask('istio.describe', { ...NS, kind, name });
  const facts = (result: any) =>
    Object.fromEntries(
      result.facts.map(({ name, value }: any) => [name, value]),
    );
  const rows = (result: any, title: string): unknown[][] =>
    result.sections
      .find((section: any) => section.title === title)
      ?.table.rows.map(({ cells }: any) => cells) ?? [];
  const analyze = async (fields: JsonObject = {}): Promise<string[]> => {
    const result = await runner.ask('istio.analyze', { ...NS, ...fields });
    return result.type === 'text'
      ? [result.text]
      : result.rows.map(({ cells }: any) => cells.slice(0, 3).join(' '));
  };

  it('describes a pod: sidecar, ports, mode and where it comes from, routes', async () => {
    const name = await podOf('user-service');
    const result = await describeIt('pod', name);
    expect(facts(result)).toMatchObject({
      Pod: `titanium-prod/${name}`,
      Sidecar: 'istio-proxy is there',
      Services: 'prod-user-service',
      mTLS: 'STRICT, from PeerAuthentication titanium-prod/default-mtls',
    });
    expect(rows(result, 'Ports')).toEqual([
      [
        'prod-user-service',
        5001,
        5001,
        'HTTP',
        'STRICT, from PeerAuthentication titanium-prod/default-mtls',
      ],
    ]);
    expect(rows(result, 'Destination rules')).toEqual([
      [
        'titanium-prod/prod-user-service-dr',
        'prod-user-service',
        'ISTIO_MUTUAL',
        '',
      ],
    ]);
    expect(rows(result, 'Routes')).toEqual([
      [
        'prod-user-service-vs',
        'mesh',
        'prod-user-service',
        'uri prefix /',
        'prod-user-service:5001',
        '5s',
      ],
    ]);
    expect(rows(result, 'Findings')).toEqual([]);
  });

  it('describes a service with the pods behind it', async () => {
    const result = await describeIt('service', 'prod-user-service');
    expect(facts(result)).toMatchObject({
      Host: 'prod-user-service.titanium-prod.svc.cluster.local',
      Pods: '2',
      'Pods with sidecar': '2',
      mTLS: 'STRICT, from PeerAuthentication titanium-prod/default-mtls',
    });
    expect(rows(result, 'Pods')).toHaveLength(2);
  });

  it('finds nothing wrong with the platform', async () => {
    expect(await analyze()).toEqual(['✔ No validation issues found.']);
  });

  it('finds what leads nowhere, and what contradicts itself', async () => {
    await runner.write('POST', `${ISTIO}/virtualservices`, {
      apiVersion: 'networking.istio.io/v1beta1',
      kind: 'VirtualService',
      metadata: { name: 'lost' },
      spec: {
        hosts: ['*'],
        gateways: ['no-gateway'],
        http: [
          {
            route: [
              { destination: { host: 'nobody' } },
              { destination: { host: 'prod-user-service', subset: 'v2' } },
            ],
          },
        ],
      },
    });
    await runner.write(
      'PATCH',
      `${ISTIO}/destinationrules/prod-user-service-dr`,
      {
        spec: { trafficPolicy: { tls: { mode: 'DISABLE' } } },
      },
    );
    await runner.write('POST', `${SECURITY}/peerauthentications`, {
      apiVersion: 'security.istio.io/v1beta1',
      kind: 'PeerAuthentication',
      metadata: { name: 'second' },
      spec: { mtls: { mode: 'PERMISSIVE' } },
    });
    await runner.write('POST', '/api/v1/namespaces/titanium-prod/pods', {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'bare' },
      spec: { containers: [{ name: 'web', image: 'nginx:1.25' }] },
    });
    expect(await analyze()).toEqual([
      'Error IST0101 virtualservice titanium-prod/lost',
      'Error IST0101 virtualservice titanium-prod/lost',
      'Error IST0101 virtualservice titanium-prod/lost',
      'Error IST0113 destinationrule titanium-prod/prod-user-service-dr',
      'Warning IST0103 pod titanium-prod/bare',
      'Warning  peerauthentication titanium-prod/default-mtls',
    ]);
    const service = await describeIt('service', 'prod-user-service');
    expect(rows(service, 'Findings')).toEqual([
      [
        'Error',
        'IST0113',
        'destinationrule/prod-user-service-dr',
        expect.any(String),
      ],
    ]);
    const bare = await until(async () => describeIt('pod', 'bare'));
    expect(facts(bare)).toMatchObject({
      Sidecar: 'none: this pod is not in the mesh',
      Services: 'none selects this pod',
    });
  });

  it('finds namespaces outside the mesh and ports without a protocol', async () => {
    const found = await analyze({ namespace: 'monitoring' });
    expect(found).toContain('Info IST0102 namespace monitoring');
    const all = await analyze({ namespace: null });
    expect(all).toContain('Info IST0102 namespace argocd');
    expect(all.join()).not.toContain('kube-system');
  });

  it('needs the rights of what it looks at', async () => {
    const at = async (id: string, input: JsonObject) =>
      (await runner.target(id, { ...NS, ...input })).namespace;
    expect(await at('istio.analyze', {})).toBe('titanium-prod');
    expect(await at('istio.analyze', { namespace: null })).toBeNull();
    expect(await at('istio.describe', { kind: 'pod', name: 'x' })).toBe(
      'titanium-prod',
    );
  });

  it('prints the commands of istioctl', () => {
    expect(runner.command('istio.analyze', NS)).toBe(
      'istioctl analyze -n titanium-prod',
    );
    expect(runner.command('istio.analyze', { ...NS, namespace: null })).toBe(
      'istioctl analyze -A',
    );
    expect(
      runner.command('istio.describe', { ...NS, kind: 'pod', name: 'x' }),
    ).toBe('istioctl x describe pod x -n titanium-prod');
  });
});

describe('the mode of a port', () => {
  const policy = (
    name: string,
    namespace: string,
    spec: PeerAuthentication['spec'],
    creationTimestamp = '2025-01-01T00:00:00Z',
  ) =>
    ({
      metadata: { name, namespace, creationTimestamp },
      spec,
    } as unknown as PeerAuthentication);
  const pod = { namespace: 'a', labels: { app: 'x' } };
  const mesh = policy('default', 'istio-system', { mtls: { mode: 'STRICT' } });
  const wide = policy('wide', 'a', { mtls: { mode: 'PERMISSIVE' } });
  const own = policy('own', 'a', {
    selector: { matchLabels: { app: 'x' } },
    mtls: { mode: 'UNSET' },
    portLevelMtls: { '80': { mode: 'DISABLE' } },
  });

  it.each([
    [[], 80, 'PERMISSIVE, the default: no PeerAuthentication says otherwise'],
    [[mesh], 80, 'STRICT, from PeerAuthentication istio-system/default'],
    [[mesh, wide], 80, 'PERMISSIVE, from PeerAuthentication a/wide'],
    [[mesh, wide, own], 80, 'DISABLE, from PeerAuthentication a/own'],
    // What the pod's own policy leaves unset it takes from the namespace.
    [[mesh, wide, own], 81, 'PERMISSIVE, from PeerAuthentication a/wide'],
    [
      [wide, policy('older', 'a', { mtls: { mode: 'STRICT' } }, '2024-01-01')],
      80,
      'STRICT, from PeerAuthentication a/older',
    ],
    [
      [policy('other', 'b', { mtls: { mode: 'STRICT' } })],
      80,
      expect.stringMatching(/^PERMISSIVE, the default/),
    ],
  ])('%#', (policies, port, text) => {
    expect(
      modeText(
        effectiveMode(policies as PeerAuthentication[], pod, port as number),
      ),
    ).toEqual(text);
  });

  it('finds policies of the same reach', () => {
    const data = { policies: [wide, policy('again', 'a', {}), own, mesh] };
    expect(policyFindings(data as never)).toEqual([
      expect.objectContaining({
        object: { kind: 'peerauthentication', namespace: 'a', name: 'wide' },
      }),
    ]);
  });
});
