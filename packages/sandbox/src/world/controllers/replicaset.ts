import { R } from '../resources';
import { KubeObject } from '../types';
import {
  Controller,
  WorldContext,
  batchFor,
  ownedBy,
  self,
} from './controller';
import {
  byDisposability,
  createPod,
  deletePod,
  isActive,
  untilAvailable,
} from './pods';

const SOURCE = { component: 'replicaset-controller' };

/** Keeps as many pods of a template as asked for. */
export function replicaSetController(context: WorldContext): Controller {
  const { store, events, owned, clock } = context;

  function manage(set: KubeObject, pods: KubeObject[]): void {
    const missing = (set.spec.replicas ?? 1) - pods.length;
    for (let count = 0; count < missing; count++) {
      const pod = createPod(context, set, set.spec.template);
      events.record(set, SOURCE, {
        reason: 'SuccessfulCreate',
        message: `Created pod: ${pod.metadata.name}`,
      });
    }
    if (missing < 0) {
      for (const pod of [...pods].sort(byDisposability).slice(0, -missing)) {
        deletePod(context, pod);
        events.record(set, SOURCE, {
          reason: 'SuccessfulDelete',
          message: `Deleted pod: ${pod.metadata.name}`,
        });
      }
    }
  }

  return {
    name: 'replicaset',
    sources: [self(R.replicaSets), ownedBy(R.pods, 'ReplicaSet')],
    batchMs({ namespace, name }) {
      const set = store.get(R.replicaSets, namespace, name);
      return batchFor(owned.count(set?.metadata.uid));
    },
    reconcile({ namespace, name }) {
      const set = store.get(R.replicaSets, namespace, name);
      if (!set) {
        return undefined;
      }
      if (!set.metadata.deletionTimestamp) {
        manage(set, owned.list(set.metadata.uid, 'Pod').filter(isActive));
      }
      const pods = owned.list(set.metadata.uid, 'Pod').filter(isActive);
      const waits = pods.map(pod =>
        untilAvailable(pod, set.spec.minReadySeconds ?? 0, clock.now()),
      );
      const ready = waits.filter(wait => wait !== undefined);
      const current = store.get(R.replicaSets, namespace, name)!;
      store.update(R.replicaSets, {
        ...current,
        status: {
          replicas: pods.length,
          ...counts({
            fullyLabeledReplicas: pods.length,
            readyReplicas: ready.length,
            availableReplicas: ready.filter(wait => wait === 0).length,
          }),
          observedGeneration: current.metadata.generation,
        },
      });
      const next = ready.filter(wait => wait > 0);
      return next.length > 0 ? Math.min(...next) : undefined;
    },
  };
}

/** Kubernetes leaves counters out while they are zero. */
export function counts(values: Record<string, number>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== 0),
  );
}
