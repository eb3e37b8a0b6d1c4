import { isReady, selects } from '../objects';
import { R } from '../resources';
import { KubeObject } from '../types';
import { scaledValue } from './deployment/math';
import { Controller, WorldContext, keyOf, ownedBy, self } from './controller';
import { REVISION_HASH, forgetHistory, recordHistory } from './history';
import { createPod, deletePod, isActive } from './pods';
import { counts } from './replicaset';
import { PodTemplate } from './templates';

const SOURCE = { component: 'daemonset-controller' };

/** Keeps one pod of a template on each node it may run on. */
export function daemonSetController(context: WorldContext): Controller {
  const { store, owned, events } = context;

  function start(set: KubeObject, node: string, hash: string): void {
    const pod = createPod(context, set, pinned(set.spec.template, node), {
      labels: { [REVISION_HASH]: hash },
    });
    events.record(set, SOURCE, {
      reason: 'SuccessfulCreate',
      message: `Created pod: ${pod.metadata.name}`,
    });
  }

  function stop(set: KubeObject, pod: KubeObject): void {
    deletePod(context, pod);
    events.record(set, SOURCE, {
      reason: 'SuccessfulDelete',
      message: `Deleted pod: ${pod.metadata.name}`,
    });
  }

  function manage(set: KubeObject, nodes: string[], hash: string): void {
    const pods = owned.list(set.metadata.uid, 'Pod');
    const byNode = new Map(pods.map(pod => [nodeOf(pod), pod]));
    for (const node of nodes) {
      if (!byNode.has(node)) {
        start(set, node, hash);
      }
    }
    for (const [node, pod] of byNode) {
      if (!nodes.includes(node) && isActive(pod)) {
        stop(set, pod);
      }
    }
    if (set.spec.updateStrategy?.type === 'OnDelete') {
      return;
    }
    const unready = pods.filter(pod => !isActive(pod) || !isReady(pod)).length;
    const allowed = scaledValue(
      set.spec.updateStrategy?.rollingUpdate?.maxUnavailable ?? 1,
      nodes.length,
      'up',
    );
    const old = pods.filter(
      pod => isActive(pod) && pod.metadata.labels?.[REVISION_HASH] !== hash,
    );
    // An old pod that does not serve may be replaced at no cost.
    const free = old.filter(pod => !isReady(pod));
    const ready = old
      .filter(pod => isReady(pod))
      .slice(0, Math.max(0, allowed - unready));
    for (const pod of [...free, ...ready]) {
      stop(set, pod);
    }
  }

  return {
    name: 'daemonset',
    sources: [
      self(R.daemonSets),
      ownedBy(R.pods, 'DaemonSet'),
      {
        id: R.nodes,
        keys: (node, previous) =>
          previous && previous.spec === node.spec
            ? []
            : store.list(R.daemonSets).map(keyOf),
      },
    ],
    reconcile({ namespace, name }) {
      const set = store.get(R.daemonSets, namespace, name);
      if (!set) {
        return undefined;
      }
      const history = recordHistory(
        context,
        set,
        set.spec.selector?.matchLabels ?? {},
      );
      const hash =
        history.update.metadata.labels!['controller.kubernetes.io/hash'];
      const nodes = store
        .list(R.nodes)
        .filter(node => mayRun(set, node))
        .map(node => node.metadata.name);
      if (!set.metadata.deletionTimestamp) {
        manage(set, nodes, hash);
      }
      const pods = owned.list(set.metadata.uid, 'Pod');
      store.update(R.daemonSets, {
        ...set,
        status: statusOf(set, pods, nodes, hash),
      });
      forgetHistory(
        context,
        set,
        history.revisions,
        new Set([history.update.metadata.name]),
      );
      return undefined;
    },
  };
}

function statusOf(
  set: KubeObject,
  pods: KubeObject[],
  nodes: string[],
  hash: string,
) {
  const placed = pods.filter(pod => nodes.includes(nodeOf(pod)));
  const ready = placed.filter(pod => isReady(pod)).length;
  return {
    currentNumberScheduled: placed.length,
    numberMisscheduled: pods.length - placed.length,
    desiredNumberScheduled: nodes.length,
    numberReady: ready,
    observedGeneration: set.metadata.generation,
    ...counts({
      updatedNumberScheduled: placed.filter(
        pod => pod.metadata.labels?.[REVISION_HASH] === hash,
      ).length,
      numberAvailable: ready,
      numberUnavailable: nodes.length - ready,
    }),
  };
}

function mayRun(set: KubeObject, node: KubeObject): boolean {
  const { nodeSelector, tolerations = [] } = set.spec.template.spec;
  const fits =
    !nodeSelector ||
    selects({ matchLabels: nodeSelector }, node.metadata.labels);
  const taints = (node.spec?.taints ?? []).filter(
    (taint: { effect: string }) => taint.effect !== 'PreferNoSchedule',
  );
  // Daemons tolerate a cordoned node, so that maintenance does not stop them.
  return (
    fits &&
    taints.every(
      (taint: { key: string }) =>
        taint.key === 'node.kubernetes.io/unschedulable' ||
        tolerations.some(
          (toleration: { key?: string; operator?: string }) =>
            toleration.key === taint.key ||
            (!toleration.key && toleration.operator === 'Exists'),
        ),
    )
  );
}

/** The template bound to one node, as the real controller binds it: by affinity, so that the scheduler places it. */
function pinned(template: PodTemplate, node: string): PodTemplate {
  return {
    ...template,
    spec: {
      ...template.spec,
      affinity: {
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: {
            nodeSelectorTerms: [
              {
                matchFields: [
                  { key: 'metadata.name', operator: 'In', values: [node] },
                ],
              },
            ],
          },
        },
      },
    },
  };
}

function nodeOf(pod: KubeObject): string {
  return (
    pod.spec.nodeName ??
    pod.spec.affinity?.nodeAffinity
      ?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms?.[0]
      ?.matchFields?.[0]?.values?.[0] ??
    ''
  );
}
