import {
  ClusterRequest,
  kubernetesPath,
  TitaniumClusters,
} from '@titanium-portal/backstage-plugin-titanium-node';
import type { V1ControllerRevision } from '@kubernetes/client-node';
import { ObjectRef, pathOf, Workload } from '../workloads';
import { Revision } from './revisions';

/** Annotations that belong to the deployment itself, whatever revision it is at. */
const OWN = [
  'kubectl.kubernetes.io/last-applied-configuration',
  'deployment.kubernetes.io/revision',
  'deployment.kubernetes.io/revision-history',
  'deployment.kubernetes.io/desired-replicas',
  'deployment.kubernetes.io/max-replicas',
  'deprecated.deployment.rollback.to',
];

/** The annotations after a rollback: those of the revision, with the deployment's own bookkeeping kept. */
export function rolledBackAnnotations(
  current: Readonly<Record<string, string>> = {},
  target: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const kept = Object.entries(current).filter(([key]) => OWN.includes(key));
  const taken = Object.entries(target).filter(([key]) => !OWN.includes(key));
  return Object.fromEntries([...kept, ...taken]);
}

/**
 * The request that takes a workload back, as kubectl makes it, where wanted bound to one resourceVersion: a JSON patch
 * that tests it for deployments, the controller revision's own strategic merge patch for statefulsets.
 */
export function rollbackRequest(
  clusters: TitaniumClusters,
  ref: ObjectRef,
  live: Workload,
  revision: Revision,
  options: { bound: boolean },
): ClusterRequest {
  const path = kubernetesPath(pathOf(clusters, ref), ref.name);
  const { resourceVersion } = options.bound
    ? live.metadata
    : { resourceVersion: undefined };
  if (ref.kind === 'deployment') {
    const annotations = rolledBackAnnotations(
      live.metadata.annotations,
      revision.source.metadata?.annotations,
    );
    return {
      method: 'PATCH',
      path,
      contentType: 'application/json-patch+json',
      body: [
        ...(resourceVersion === undefined
          ? []
          : [
              {
                op: 'test',
                path: '/metadata/resourceVersion',
                value: resourceVersion,
              },
            ]),
        { op: 'replace', path: '/spec/template', value: revision.template },
        {
          op: live.metadata.annotations ? 'replace' : 'add',
          path: '/metadata/annotations',
          value: annotations,
        },
      ],
    };
  }
  const { data } = revision.source as V1ControllerRevision;
  return {
    method: 'PATCH',
    path,
    contentType: 'application/strategic-merge-patch+json',
    body: {
      ...(data as object),
      ...(resourceVersion === undefined
        ? {}
        : { metadata: { resourceVersion } }),
    },
  };
}
