import type { V1Pod, V1Service } from '@kubernetes/client-node';
import {
  DescriptionResult,
  Result,
} from '@titanium-portal/backstage-plugin-titanium-common';
import {
  Read,
  redactObject,
  TitaniumClusters,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { z } from 'zod/v3';
import { selects } from '../../actions/warnings/selectors';
import { printCommand } from '../../grammar/print';
import { Fact, fact, Section, section } from '../describe/sections';
import { clusterName, namespaceName, objectName, readTarget } from '../schema';
import { Finding, portFindings, protocolOf } from './findings';
import {
  clientMode,
  disagrees,
  effectiveMode,
  modeText,
  rulesFor,
} from './mtls';
import {
  DestinationRule,
  hasSidecar,
  MeshReader,
  PeerAuthentication,
  ROOT_NAMESPACE,
  titleOf,
  VirtualService,
  wholeHost,
} from './objects';
import { routeSection } from './routes';

const input = z
  .object({
    cluster: clusterName,
    namespace: namespaceName,
    kind: z.enum(['pod', 'service']),
    name: objectName,
  })
  .strict();

type IstioDescribeInput = z.infer<typeof input>;

/** What of the mesh bears on one namespace. */
interface Mesh {
  policies: PeerAuthentication[];
  rules: DestinationRule[];
  routes: VirtualService[];
}

async function readMesh(reader: MeshReader, namespace: string): Promise<Mesh> {
  const both = async <T extends object>(
    kind: 'peerauthentication' | 'destinationrule',
  ) => [
    ...(await reader.istio<T>(kind, namespace)),
    ...(namespace === ROOT_NAMESPACE
      ? []
      : await reader.istio<T>(kind, ROOT_NAMESPACE)),
  ];
  const [policies, rules, routes] = await Promise.all([
    both<PeerAuthentication>('peerauthentication'),
    both<DestinationRule>('destinationrule'),
    reader.istio<VirtualService>('virtualservice', namespace),
  ]);
  return { policies, rules, routes };
}

const hostOf = ({ metadata }: V1Service) =>
  wholeHost(metadata?.name ?? '', metadata?.namespace ?? '');

function isBehind(service: V1Service, pod: V1Pod): boolean {
  const { selector } = service.spec ?? {};
  return selects(
    selector && { matchLabels: selector },
    pod.metadata?.labels ?? {},
  );
}

/** The port of a pod that a service's port leads to. */
function podPort(
  port: NonNullable<NonNullable<V1Service['spec']>['ports']>[number],
  pod: V1Pod | undefined,
): number {
  const target = port.targetPort ?? port.port;
  const declared = (pod?.spec?.containers ?? [])
    .flatMap(({ ports }) => ports ?? [])
    .find(({ name }) => name === target);
  return typeof target === 'number'
    ? target
    : declared?.containerPort ?? port.port;
}

function podOf(pod: V1Pod) {
  return {
    namespace: pod.metadata?.namespace ?? '',
    labels: pod.metadata?.labels ?? {},
  };
}

function sidecarFacts(pod: V1Pod): Fact[] {
  const proxy = [
    ...(pod.spec?.containers ?? []),
    ...(pod.spec?.initContainers ?? []),
  ].find(({ name }) => name === 'istio-proxy');
  if (proxy) {
    return [
      ...fact('Sidecar', 'istio-proxy is there'),
      ...fact('Proxy image', proxy.image),
    ];
  }
  const { annotations = {}, labels = {} } = pod.metadata ?? {};
  const wish =
    labels['sidecar.istio.io/inject'] ?? annotations['sidecar.istio.io/inject'];
  return fact(
    'Sidecar',
    wish === 'false'
      ? 'none: sidecar.istio.io/inject is false'
      : 'none: this pod is not in the mesh',
  );
}

function ruleSection(rules: readonly DestinationRule[]): Section {
  return section(
    'Destination rules',
    ['Name', 'Host', 'Callers use', 'Subsets'],
    rules.map(rule => ({
      cells: [
        titleOf(rule),
        rule.spec?.host,
        clientMode(rule) ?? 'what the pods ask for',
        (rule.spec?.subsets ?? []).map(({ name }) => name).join(', '),
      ],
      ref: {
        kind: 'destinationrule',
        namespace: rule.metadata.namespace,
        name: rule.metadata.name,
      },
    })),
  );
}

function portRows(service: V1Service, pod: V1Pod | undefined, mesh: Mesh) {
  return (service.spec?.ports ?? []).map(port => {
    const inside = podPort(port, pod);
    const mode = pod
      ? effectiveMode(mesh.policies, podOf(pod), inside)
      : undefined;
    return {
      port,
      mode,
      cells: [
        service.metadata?.name,
        port.port,
        inside,
        protocolOf(port).protocol,
        mode && hasSidecar(pod!) ? modeText(mode) : null,
      ],
    };
  });
}

function conflicts(service: V1Service, pod: V1Pod, mesh: Mesh): Finding[] {
  if (!hasSidecar(pod)) {
    return [];
  }
  return rulesFor(mesh.rules, hostOf(service)).flatMap(rule =>
    portRows(service, pod, mesh)
      .filter(({ mode }) => mode && disagrees(mode.mode, clientMode(rule)))
      .slice(0, 1)
      .map(({ mode, port }) => ({
        severity: 'Error' as const,
        code: 'IST0113',
        object: {
          kind: 'destinationrule',
          namespace: rule.metadata.namespace,
          name: rule.metadata.name,
        },
        message: `Port ${port.port} is ${
          mode!.mode
        }, but this rule has callers use ${clientMode(
          rule,
        )}: they are turned away.`,
      })),
  );
}

export function findingSection(findings: readonly Finding[]): Section[] {
  return findings.length === 0
    ? []
    : [
        section(
          'Findings',
          ['Severity', 'Code', 'Object', 'Message'],
          findings.map(({ severity, code, object, message }) => ({
            cells: [severity, code, `${object.kind}/${object.name}`, message],
            ref: object,
          })),
        ),
      ];
}

const PORT_COLUMNS = [
  'Service',
  'Port:number',
  'Pod port:number',
  'Protocol',
  'mTLS',
];

async function describePod(
  reader: MeshReader,
  { namespace, name }: IstioDescribeInput,
): Promise<DescriptionResult> {
  const pod = redactObject(await reader.get<V1Pod>('pods', namespace, name));
  const [services, mesh] = await Promise.all([
    reader.core<V1Service>('services', namespace),
    readMesh(reader, namespace),
  ]);
  const own = services.filter(service => isBehind(service, pod));
  const hosts = own.map(hostOf);
  const rules = hosts.flatMap(host => rulesFor(mesh.rules, host));
  return {
    type: 'description',
    ref: { kind: 'pod', namespace, name },
    facts: [
      ...fact('Pod', `${namespace}/${name}`),
      ...sidecarFacts(pod),
      ...fact('Service account', pod.spec?.serviceAccountName),
      ...fact(
        'mTLS',
        hasSidecar(pod)
          ? modeText(effectiveMode(mesh.policies, podOf(pod), 0))
          : 'none: without a sidecar traffic is neither encrypted nor checked by the mesh',
      ),
      ...fact(
        'Services',
        own.map(({ metadata }) => metadata?.name).join(', ') ||
          'none selects this pod',
      ),
    ],
    sections: [
      section(
        'Ports',
        PORT_COLUMNS,
        own.flatMap(service => portRows(service, pod, mesh)),
      ),
      ruleSection(rules),
      routeSection(mesh.routes, hosts),
      ...findingSection([
        ...own.flatMap(portFindings),
        ...own.flatMap(service => conflicts(service, pod, mesh)),
      ]),
    ],
  };
}

async function describeService(
  reader: MeshReader,
  { namespace, name }: IstioDescribeInput,
): Promise<DescriptionResult> {
  const service = redactObject(
    await reader.get<V1Service>('services', namespace, name),
  );
  const [all, mesh] = await Promise.all([
    reader.core<V1Pod>('pods', namespace),
    readMesh(reader, namespace),
  ]);
  const pods = all.filter(
    pod => isBehind(service, pod) && pod.status?.phase !== 'Succeeded',
  );
  const host = hostOf(service);
  const inMesh = pods.filter(hasSidecar);
  // Pods of one service differ in what policies say of them only when their labels do.
  const modes = new Set(
    inMesh.map(pod => modeText(effectiveMode(mesh.policies, podOf(pod), 0))),
  );
  return {
    type: 'description',
    ref: { kind: 'service', namespace, name },
    facts: [
      ...fact('Service', `${namespace}/${name}`),
      ...fact('Host', host),
      ...fact('Pods', pods.length),
      ...fact('Pods with sidecar', inMesh.length),
      ...fact(
        'mTLS',
        [...modes].join('; ') || 'none: no pod behind it has a sidecar',
      ),
    ],
    sections: [
      section(
        'Ports',
        PORT_COLUMNS,
        portRows(service, inMesh[0] ?? pods[0], mesh),
      ),
      section(
        'Pods',
        ['Name', 'Sidecar', 'mTLS'],
        pods.map(pod => ({
          cells: [
            pod.metadata?.name,
            hasSidecar(pod) ? 'yes' : 'no',
            hasSidecar(pod)
              ? modeText(effectiveMode(mesh.policies, podOf(pod), 0))
              : null,
          ],
          ref: { kind: 'pod', namespace, name: pod.metadata?.name ?? '' },
        })),
      ),
      ruleSection(rulesFor(mesh.rules, host)),
      routeSection(mesh.routes, [host]),
      ...findingSection([
        ...portFindings(service),
        ...inMesh.slice(0, 1).flatMap(pod => conflicts(service, pod, mesh)),
      ]),
    ],
  };
}

/** `istioctl x describe`, from the objects of the API alone: no connection to istiod or to a proxy is opened. */
export function createIstioDescribeRead(
  clusters: TitaniumClusters,
): Read<IstioDescribeInput> {
  return {
    id: 'istio.describe',
    title: 'Describe in the mesh',
    description:
      'Sidecar, ports, effective mTLS mode and routes of a pod or service',
    input,
    target: async value =>
      readTarget(clusters, value, [value.kind], value.name),
    run(value, { signal }): Promise<Result> {
      const reader = new MeshReader(clusters, value.cluster, signal);
      return value.kind === 'pod'
        ? describePod(reader, value)
        : describeService(reader, value);
    },
    toCommand: value =>
      printCommand('istio.describe', value, {
        withContext: clusters.names().length > 1,
      }),
  };
}
