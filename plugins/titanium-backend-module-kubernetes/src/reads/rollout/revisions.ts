import type {
  V1ControllerRevision,
  V1Deployment,
  V1LabelSelector,
  V1PodTemplateSpec,
  V1ReplicaSet,
} from '@kubernetes/client-node';
import {
  redactObject,
  TitaniumClusters,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { resourcePath } from '../../targets';
import { selectorOf } from '../logs';

/** A revision of a workload's pod template. */
export interface Revision {
  number: number;
  cause: string | null;
  createdAt: string | null;
  /** Redacted; null when the history does not hold a whole template. */
  template: V1PodTemplateSpec | null;
}

const REVISION = 'deployment.kubernetes.io/revision';
const CAUSE = 'kubernetes.io/change-cause';

/** All revisions that the cluster still keeps, oldest first. */
export async function readRevisions(
  clusters: TitaniumClusters,
  target: { cluster: string; namespace: string; kind: string; name: string },
  signal: AbortSignal,
): Promise<Revision[]> {
  const { cluster, namespace, kind, name } = target;
  const client = clusters.reader(cluster);
  const known = clusters.resources(cluster);
  const owner = await client.get<V1Deployment>(
    resourcePath(known, kind, namespace),
    name,
    { signal },
  );
  const labelSelector = selectorOf(
    owner.spec?.selector as V1LabelSelector | undefined,
  );
  const owned = (item: { metadata?: V1Deployment['metadata'] }) =>
    item.metadata?.ownerReferences?.some(
      reference =>
        reference.controller && reference.uid === owner.metadata?.uid,
    );
  const history = kind === 'deployment' ? 'replicaset' : 'controllerrevision';
  const list = await client.list(resourcePath(known, history, namespace), {
    labelSelector,
    signal,
  });
  const revisions = list.items.filter(owned).map(item => {
    const { annotations, creationTimestamp } = item.metadata ?? {};
    const common = {
      cause: annotations?.[CAUSE] ?? null,
      createdAt: creationTimestamp ? String(creationTimestamp) : null,
    };
    if (kind === 'deployment') {
      return {
        ...common,
        number: Number(annotations?.[REVISION] ?? 0),
        template: redactObject((item as V1ReplicaSet).spec?.template ?? null),
      };
    }
    const { revision, data } = item as V1ControllerRevision;
    const patch = data as { spec?: { template?: V1PodTemplateSpec } };
    return {
      ...common,
      number: revision,
      template: redactObject(patch?.spec?.template ?? null),
    };
  });
  return revisions
    .filter(revision => revision.number > 0)
    .sort((a, b) => a.number - b.number);
}
