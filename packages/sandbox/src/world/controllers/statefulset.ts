import { isFinished, isReady } from '../objects';
import { R } from '../resources';
import { KubeObject } from '../types';
import { Controller, WorldContext, ownedBy, self } from './controller';
import {
  REVISION_HASH,
  RevisionHistory,
  forgetHistory,
  recordHistory,
} from './history';
import { createPod, deletePod } from './pods';
import { counts } from './replicaset';
import { PodTemplate } from './templates';

const SOURCE = { component: 'statefulset-controller' };

/** Runs pods with names and disks of their own: one after the other up, and in reverse order down and anew. */
export function statefulSetController(context: WorldContext): Controller {
  const { store, owned, events } = context;

  function create(
    set: KubeObject,
    ordinal: number,
    revision: KubeObject,
  ): void {
    const name = `${set.metadata.name}-${ordinal}`;
    const template = templateOf(revision);
    const claims = ensureClaims(context, set, ordinal);
    createPod(
      context,
      set,
      {
        ...template,
        spec: {
          ...template.spec,
          hostname: name,
          subdomain: set.spec.serviceName,
          volumes: [...claims, ...(template.spec.volumes ?? [])],
        },
      },
      {
        name,
        labels: {
          'apps.kubernetes.io/pod-index': String(ordinal),
          [REVISION_HASH]: revision.metadata.name,
          'statefulset.kubernetes.io/pod-name': name,
        },
      },
    );
    events.record(set, SOURCE, {
      reason: 'SuccessfulCreate',
      message: `create Pod ${name} in StatefulSet ${set.metadata.name} successful`,
    });
  }

  function remove(set: KubeObject, pod: KubeObject): void {
    deletePod(context, pod);
    events.record(set, SOURCE, {
      reason: 'SuccessfulDelete',
      message: `delete Pod ${pod.metadata.name} in StatefulSet ${set.metadata.name} successful`,
    });
  }

  /** Does the next thing that is due, and nothing more when pods must follow one another. */
  function step(set: KubeObject, history: RevisionHistory): void {
    const pods = podsByOrdinal(owned.list(set.metadata.uid, 'Pod'));
    const replicas = set.spec.replicas ?? 1;
    const isParallel = set.spec.podManagementPolicy === 'Parallel';
    const partition = set.spec.updateStrategy?.rollingUpdate?.partition ?? 0;
    const current = currentRevision(set, history);
    for (let ordinal = 0; ordinal < replicas; ordinal++) {
      const pod = pods.get(ordinal);
      if (!pod) {
        const revision = ordinal < partition ? current : history.update;
        create(set, ordinal, revision);
      } else if (isFinished(pod) && !pod.metadata.deletionTimestamp) {
        remove(set, pod);
      }
      if (!isParallel && !(pod && isHealthy(pod))) {
        return;
      }
    }
    const surplus = [...pods.keys()]
      .filter(ordinal => ordinal >= replicas)
      .sort((a, b) => b - a);
    for (const ordinal of surplus) {
      if (!pods.get(ordinal)!.metadata.deletionTimestamp) {
        remove(set, pods.get(ordinal)!);
      }
      if (!isParallel) {
        return;
      }
    }
    if (set.spec.updateStrategy?.type === 'OnDelete' || surplus.length > 0) {
      return;
    }
    for (let ordinal = replicas - 1; ordinal >= partition; ordinal--) {
      const pod = pods.get(ordinal);
      if (!pod) {
        return;
      }
      if (!isOf(pod, history.update) && !pod.metadata.deletionTimestamp) {
        remove(set, pod);
        return;
      }
      if (!isHealthy(pod)) {
        return;
      }
    }
  }

  return {
    name: 'statefulset',
    sources: [self(R.statefulSets), ownedBy(R.pods, 'StatefulSet')],
    reconcile({ namespace, name }) {
      const set = store.get(R.statefulSets, namespace, name);
      if (!set) {
        return undefined;
      }
      const history = recordHistory(
        context,
        set,
        set.spec.selector?.matchLabels ?? {},
      );
      if (!set.metadata.deletionTimestamp) {
        step(set, history);
      }
      const pods = owned.list(set.metadata.uid, 'Pod');
      const status = statusOf(set, history, pods);
      store.update(R.statefulSets, { ...set, status });
      const used = new Set(pods.map(revisionName));
      used.add(status.currentRevision).add(status.updateRevision);
      forgetHistory(context, set, history.revisions, used);
      return undefined;
    },
  };
}

function statusOf(
  set: KubeObject,
  history: RevisionHistory,
  pods: KubeObject[],
) {
  const alive = pods.filter(pod => !isFinished(pod));
  const updated = alive.filter(pod => isOf(pod, history.update)).length;
  const ready = alive.filter(isReady).length;
  const isDone =
    updated === alive.length &&
    ready === alive.length &&
    alive.length === set.spec.replicas;
  const current = isDone ? history.update : currentRevision(set, history);
  return {
    observedGeneration: set.metadata.generation,
    replicas: alive.length,
    availableReplicas: ready,
    ...counts({
      readyReplicas: ready,
      currentReplicas: alive.filter(pod => isOf(pod, current)).length,
      updatedReplicas: updated,
    }),
    currentRevision: current.metadata.name,
    updateRevision: history.update.metadata.name,
    collisionCount: 0,
  };
}

function currentRevision(
  set: KubeObject,
  { revisions, update }: RevisionHistory,
): KubeObject {
  return (
    revisions.find(
      item => item.metadata.name === set.status?.currentRevision,
    ) ?? update
  );
}

function templateOf(revision: KubeObject): PodTemplate {
  const { $patch, ...template } = revision.data.spec.template;
  return template;
}

function podsByOrdinal(pods: KubeObject[]): Map<number, KubeObject> {
  return new Map(
    pods.map(pod => [Number(/-(\d+)$/.exec(pod.metadata.name)?.[1]), pod]),
  );
}

function revisionName(pod: KubeObject): string {
  return pod.metadata.labels?.[REVISION_HASH] ?? '';
}

function isOf(pod: KubeObject, revision: KubeObject): boolean {
  return revisionName(pod) === revision.metadata.name;
}

function isHealthy(pod: KubeObject): boolean {
  return isReady(pod) && !pod.metadata.deletionTimestamp;
}

/** The claims of one pod; they outlive it. */
function ensureClaims(
  { store }: WorldContext,
  set: KubeObject,
  ordinal: number,
) {
  const namespace = set.metadata.namespace;
  return (set.spec.volumeClaimTemplates ?? []).map((template: KubeObject) => {
    const volume = template.metadata.name;
    const claimName = `${volume}-${set.metadata.name}-${ordinal}`;
    if (!store.get(R.persistentVolumeClaims, namespace, claimName)) {
      store.create(R.persistentVolumeClaims, {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        metadata: {
          name: claimName,
          namespace,
          labels: set.spec.selector?.matchLabels,
          finalizers: ['kubernetes.io/pvc-protection'],
        },
        spec: template.spec,
        status: { phase: 'Pending' },
      });
    }
    return { name: volume, persistentVolumeClaim: { claimName } };
  });
}
