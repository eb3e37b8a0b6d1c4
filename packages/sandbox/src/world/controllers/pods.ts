import {
  isFinished,
  isReady,
  ownerReference,
  parseTime,
  timestamp,
} from '../objects';
import { injectSidecar } from '../kubelet/sidecar';
import { R } from '../resources';
import { KubeObject, ObjectMeta } from '../types';
import { WorldContext } from './controller';

/** The pods of a controller that still count: neither ended nor being deleted. */
export function isActive(pod: KubeObject): boolean {
  return !isFinished(pod) && !pod.metadata.deletionTimestamp;
}

/** Milliseconds until a ready pod counts as available; 0 when it does, undefined while it is not ready. */
export function untilAvailable(
  pod: KubeObject,
  minReadySeconds: number,
  now: number,
): number | undefined {
  if (!isReady(pod) || pod.metadata.deletionTimestamp) {
    return undefined;
  }
  const ready = pod.status.conditions.find(
    (condition: { type: string }) => condition.type === 'Ready',
  );
  return Math.max(
    0,
    parseTime(ready.lastTransitionTime) + minReadySeconds * 1000 - now,
  );
}

/** Creates a pod of an owner's template, as admission would complete it. */
export function createPod(
  { store, random }: WorldContext,
  owner: KubeObject,
  template: { metadata?: Partial<ObjectMeta>; spec: any },
  metadata: Partial<ObjectMeta> = {},
): KubeObject {
  const namespace = owner.metadata.namespace!;
  const pod: KubeObject = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: metadata.name ?? '',
      ...(metadata.name ? {} : { generateName: `${owner.metadata.name}-` }),
      namespace,
      labels: { ...template.metadata?.labels, ...metadata.labels },
      ...(template.metadata?.annotations || metadata.annotations
        ? {
            annotations: {
              ...template.metadata?.annotations,
              ...metadata.annotations,
            },
          }
        : {}),
      ownerReferences: [ownerReference(owner)],
    },
    spec: template.spec,
    status: { phase: 'Pending', qosClass: qosClass(template.spec) },
  };
  const injects =
    store.get(R.namespaces, undefined, namespace)?.metadata.labels?.[
      'istio-injection'
    ] === 'enabled';
  const volume = `kube-api-access-${random.suffix(5)}`;
  return store.create(
    R.pods,
    withServiceAccount(injects ? injectSidecar(pod) : pod, volume),
  );
}

function withServiceAccount(pod: KubeObject, volume: string): KubeObject {
  const account = pod.spec.serviceAccountName ?? 'default';
  const mounts = pod.spec.automountServiceAccountToken !== false;
  const mount = {
    name: volume,
    readOnly: true,
    mountPath: '/var/run/secrets/kubernetes.io/serviceaccount',
  };
  const mounted = (container: KubeObject['spec']) =>
    mounts
      ? {
          ...container,
          volumeMounts: [...(container.volumeMounts ?? []), mount],
        }
      : container;
  return {
    ...pod,
    spec: {
      ...pod.spec,
      ...(pod.spec.initContainers
        ? { initContainers: pod.spec.initContainers.map(mounted) }
        : {}),
      containers: pod.spec.containers.map(mounted),
      serviceAccountName: account,
      serviceAccount: account,
      enableServiceLinks: true,
      preemptionPolicy: 'PreemptLowerPriority',
      priority: pod.spec.priority ?? 0,
      tolerations: [
        ...(pod.spec.tolerations ?? []),
        ...['not-ready', 'unreachable'].map(condition => ({
          key: `node.kubernetes.io/${condition}`,
          operator: 'Exists',
          effect: 'NoExecute',
          tolerationSeconds: 300,
        })),
      ],
      volumes: [
        ...(pod.spec.volumes ?? []),
        ...(mounts ? [tokenVolume(volume)] : []),
      ],
    },
  };
}

/** The projected volume that holds a service account's token. */
function tokenVolume(name: string) {
  return {
    name,
    projected: {
      defaultMode: 420,
      sources: [
        { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
        {
          configMap: {
            name: 'kube-root-ca.crt',
            items: [{ key: 'ca.crt', path: 'ca.crt' }],
          },
        },
        {
          downwardAPI: {
            items: [
              {
                path: 'namespace',
                fieldRef: {
                  apiVersion: 'v1',
                  fieldPath: 'metadata.namespace',
                },
              },
            ],
          },
        },
      ],
    },
  };
}

function qosClass(spec: KubeObject['spec']): string {
  const resources = spec.containers.map(
    (container: KubeObject['spec']) => container.resources ?? {},
  );
  const guaranteed = resources.every(
    (item: any) =>
      item.limits?.cpu &&
      item.limits?.memory &&
      (item.requests?.cpu ?? item.limits.cpu) === item.limits.cpu &&
      (item.requests?.memory ?? item.limits.memory) === item.limits.memory,
  );
  if (guaranteed) {
    return 'Guaranteed';
  }
  return resources.some((item: any) => item.requests || item.limits)
    ? 'Burstable'
    : 'BestEffort';
}

/** Asks for a pod's end: its kubelet lets it stop within the grace period. A pod nobody runs is removed at once. */
export function deletePod(
  { store, clock }: WorldContext,
  pod: KubeObject,
  graceSeconds: number = pod.spec.terminationGracePeriodSeconds ?? 30,
): void {
  const { namespace, name, deletionTimestamp } = pod.metadata;
  if (!pod.spec.nodeName || isFinished(pod)) {
    store.delete(R.pods, namespace, name);
  } else if (!deletionTimestamp) {
    store.update(R.pods, {
      ...pod,
      metadata: {
        ...pod.metadata,
        deletionTimestamp: timestamp(clock.now() + graceSeconds * 1000),
        deletionGracePeriodSeconds: graceSeconds,
      },
    });
  }
}

/** Which of two pods a controller would rather lose, first come first: the less a pod serves, the sooner it goes. */
export function byDisposability(a: KubeObject, b: KubeObject): number {
  return (
    Number(Boolean(a.spec.nodeName)) - Number(Boolean(b.spec.nodeName)) ||
    phaseRank(a) - phaseRank(b) ||
    Number(isReady(a)) - Number(isReady(b)) ||
    deletionCost(a) - deletionCost(b) ||
    restarts(b) - restarts(a) ||
    parseTime(b.metadata.creationTimestamp) -
      parseTime(a.metadata.creationTimestamp) ||
    (a.metadata.name < b.metadata.name ? -1 : 1)
  );
}

function phaseRank(pod: KubeObject): number {
  return ['Pending', 'Unknown', 'Running'].indexOf(pod.status?.phase);
}

function deletionCost(pod: KubeObject): number {
  return Number(
    pod.metadata.annotations?.['controller.kubernetes.io/pod-deletion-cost'] ??
      0,
  );
}

function restarts(pod: KubeObject): number {
  return Math.max(
    0,
    ...(pod.status?.containerStatuses ?? []).map(
      (status: { restartCount: number }) => status.restartCount,
    ),
  );
}
