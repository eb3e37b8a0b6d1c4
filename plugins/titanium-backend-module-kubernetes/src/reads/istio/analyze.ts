import type { V1Namespace, V1Pod, V1Service } from '@kubernetes/client-node';
import { Result } from '@titanium-portal/backstage-plugin-titanium-common';
import {
  Read,
  TitaniumClusters,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { z } from 'zod/v3';
import { printCommand } from '../../grammar/print';
import { clusterName, namespaceName } from '../schema';
import {
  Analysed,
  namespaceFindings,
  podFindings,
  policyFindings,
  routeFindings,
  ruleFindings,
  serviceFindings,
} from './checks';
import { Finding } from './findings';
import {
  DestinationRule,
  Gateway,
  MeshReader,
  PeerAuthentication,
  ROOT_NAMESPACE,
  VirtualService,
} from './objects';

const input = z
  .object({ cluster: clusterName, namespace: namespaceName.nullable() })
  .strict();

type IstioAnalyzeInput = z.infer<typeof input>;

const ORDER = ['Error', 'Warning', 'Info'];

async function load(
  reader: MeshReader,
  namespace: string | null,
): Promise<Analysed> {
  const [namespaces, pods, services, policies, rules, routes, gateways] =
    await Promise.all([
      reader.core<V1Namespace>('namespaces', null),
      reader.core<V1Pod>('pods', namespace),
      // Routes may lead anywhere: whether a host is there is asked of the whole cluster.
      reader.core<V1Service>('services', null),
      reader.istio<PeerAuthentication>('peerauthentication', namespace),
      reader.istio<DestinationRule>('destinationrule', namespace),
      reader.istio<VirtualService>('virtualservice', namespace),
      reader.istio<Gateway>('gateway', null),
    ]);
  const mesh =
    namespace === null || namespace === ROOT_NAMESPACE
      ? []
      : await reader.istio<PeerAuthentication>(
          'peerauthentication',
          ROOT_NAMESPACE,
        );
  return {
    namespaces: namespaces.filter(
      ({ metadata }) => namespace === null || metadata?.name === namespace,
    ),
    pods,
    services,
    policies: [...policies, ...mesh],
    rules,
    routes,
    gateways,
  };
}

function toResult(findings: Finding[]): Result {
  return findings.length === 0
    ? { type: 'text', text: '✔ No validation issues found.' }
    : {
        type: 'table',
        columns: ['Severity', 'Code', 'Object', 'Message'].map(name => ({
          name,
          type: 'string' as const,
        })),
        rows: findings
          .sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity))
          .map(({ severity, code, object, message }) => ({
            cells: [
              severity,
              code,
              `${object.kind} ${
                object.namespace ? `${object.namespace}/` : ''
              }${object.name}`,
              message,
            ],
            ref: object,
          })),
      };
}

/** `istioctl analyze`: the checks that pay off most, on the objects of the API. */
export function createIstioAnalyzeRead(
  clusters: TitaniumClusters,
): Read<IstioAnalyzeInput> {
  return {
    id: 'istio.analyze',
    title: 'Analyse the mesh',
    description: 'Mistakes in the mesh configuration of a namespace',
    input,
    async target({ cluster, namespace }) {
      // Throws for an unknown cluster.
      clusters.reader(cluster);
      return { cluster, namespace, kind: 'virtualservice', name: null };
    },
    async run({ cluster, namespace }, { signal }) {
      const reader = new MeshReader(clusters, cluster, signal);
      const data = await load(reader, namespace);
      return toResult([
        ...namespaceFindings(data),
        ...podFindings(data),
        ...routeFindings(data),
        ...ruleFindings(data),
        ...policyFindings(data),
        ...serviceFindings(data, namespace),
      ]);
    },
    toCommand: value =>
      printCommand('istio.analyze', value, {
        withContext: clusters.names().length > 1,
      }),
  };
}
