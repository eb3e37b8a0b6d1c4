import {
  controllerOf,
  ownerReference,
  withCondition,
  timestamp,
} from '../../objects';
import { R } from '../../resources';
import { KubeObject } from '../../types';
import { WorldContext } from '../controller';
import { equalTemplates, templateHash, withHash } from '../templates';
import { newSetReplicas, rollingBounds } from './math';

export const REVISION = 'deployment.kubernetes.io/revision';
export const DESIRED = 'deployment.kubernetes.io/desired-replicas';
const MAX = 'deployment.kubernetes.io/max-replicas';
const HISTORY = 'deployment.kubernetes.io/revision-history';
const OWN = new Set([
  'kubectl.kubernetes.io/last-applied-configuration',
  REVISION,
  HISTORY,
  DESIRED,
  MAX,
  'deprecated.deployment.rollback.to',
]);

export const SOURCE = { component: 'deployment-controller' };

export function revisionOf(object: KubeObject): number {
  return Number(object.metadata.annotations?.[REVISION] ?? 0);
}

/** The ReplicaSets of a deployment, the one of its template apart. */
export interface Revisions {
  newSet: KubeObject | undefined;
  oldSets: KubeObject[];
}

export function revisionsOf(
  { owned }: WorldContext,
  deployment: KubeObject,
): Revisions {
  const sets = owned
    .list(deployment.metadata.uid, 'ReplicaSet')
    .filter(set => controllerOf(set)?.uid === deployment.metadata.uid);
  const newSet = sets.find(set =>
    equalTemplates(set.spec.template, deployment.spec.template),
  );
  return { newSet, oldSets: sets.filter(set => set !== newSet) };
}

/** Annotations that say how large the deployment wanted to be when this ReplicaSet was last scaled. */
export function sizeAnnotations(
  deployment: KubeObject,
): Record<string, string> {
  const { replicas } = deployment.spec;
  return {
    [DESIRED]: String(replicas),
    [MAX]: String(replicas + rollingBounds(deployment).surge),
  };
}

/** Makes sure that the template has its ReplicaSet and that this carries the newest revision. */
export function ensureNewSet(
  context: WorldContext,
  deployment: KubeObject,
  { newSet, oldSets }: Revisions,
): KubeObject {
  const { store, events } = context;
  const revision = Math.max(0, ...oldSets.map(revisionOf)) + 1;
  const inherited = Object.fromEntries(
    Object.entries(deployment.metadata.annotations ?? {}).filter(
      ([key]) => !OWN.has(key),
    ),
  );
  if (newSet) {
    const known = revisionOf(newSet);
    const rises = known < revision;
    const past = newSet.metadata.annotations?.[HISTORY];
    return store.update(R.replicaSets, {
      ...newSet,
      metadata: {
        ...newSet.metadata,
        annotations: {
          ...newSet.metadata.annotations,
          ...inherited,
          [REVISION]: String(rises ? revision : known),
          ...(rises && known > 0
            ? { [HISTORY]: past ? `${past},${known}` : String(known) }
            : {}),
        },
      },
      spec: {
        ...newSet.spec,
        ...(deployment.spec.minReadySeconds
          ? { minReadySeconds: deployment.spec.minReadySeconds }
          : {}),
      },
    });
  }
  const created = createSet(context, deployment, oldSets, {
    ...inherited,
    ...sizeAnnotations(deployment),
    [REVISION]: String(revision),
  });
  if (created.spec.replicas > 0) {
    events.record(deployment, SOURCE, {
      reason: 'ScalingReplicaSet',
      message: `Scaled up replica set ${created.metadata.name} to ${created.spec.replicas}`,
    });
  }
  return created;
}

function createSet(
  { store }: WorldContext,
  deployment: KubeObject,
  oldSets: readonly KubeObject[],
  annotations: Record<string, string>,
): KubeObject {
  const { namespace, name } = deployment.metadata;
  const { template, selector, minReadySeconds } = deployment.spec;
  let hash = templateHash(template);
  for (
    let collision = 1;
    store.get(R.replicaSets, namespace, `${name}-${hash}`);
    collision++
  ) {
    hash = templateHash(template, collision);
  }
  const hashed = withHash(template, hash);
  return store.create(R.replicaSets, {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: `${name}-${hash}`,
      namespace,
      labels: hashed.metadata!.labels,
      annotations,
      ownerReferences: [ownerReference(deployment)],
    },
    spec: {
      replicas: newSetReplicas(deployment, oldSets, 0),
      ...(minReadySeconds ? { minReadySeconds } : {}),
      selector: {
        ...selector,
        matchLabels: { ...selector.matchLabels, 'pod-template-hash': hash },
      },
      template: hashed,
    },
    status: { replicas: 0 },
  });
}

/** Writes the deployment's revision number, and how its newest ReplicaSet came to be when nothing says so yet. */
export function recordRevision(
  { store, clock }: WorldContext,
  deployment: KubeObject,
  newSet: KubeObject,
  created: boolean,
): KubeObject {
  const hasProgress = deployment.status?.conditions?.some(
    (condition: { type: string }) => condition.type === 'Progressing',
  );
  const conditions =
    created || !hasProgress
      ? withCondition(
          deployment.status?.conditions,
          {
            type: 'Progressing',
            status: 'True',
            reason: created ? 'NewReplicaSetCreated' : 'FoundNewReplicaSet',
            message: created
              ? `Created new replica set "${newSet.metadata.name}"`
              : `Found new replica set "${newSet.metadata.name}"`,
          },
          timestamp(clock.now()),
          { lastUpdateTime: true },
        )
      : deployment.status.conditions;
  return store.update(R.deployments, {
    ...deployment,
    metadata: {
      ...deployment.metadata,
      annotations: {
        ...deployment.metadata.annotations,
        [REVISION]: newSet.metadata.annotations![REVISION],
      },
    },
    status: { ...deployment.status, conditions },
  });
}
