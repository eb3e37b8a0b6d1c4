import { isFinished, isReady, ownerReference, selects } from '../objects';
import { R } from '../resources';
import { KubeObject } from '../types';
import { Controller, WorldContext, batchFor, keyOf, self } from './controller';

interface Port {
  name?: string;
  port: number;
  protocol: string;
}

/** Lists the pods behind each service, in Endpoints and in an EndpointSlice. */
export function endpointsController(context: WorldContext): Controller {
  const { store, owned } = context;
  return {
    name: 'endpoints',
    sources: [
      self(R.services),
      {
        id: R.pods,
        keys: (pod, previous) =>
          store
            .list(R.services, pod.metadata.namespace)
            .filter(
              service =>
                isBehind(service, pod) ||
                (previous !== undefined && isBehind(service, previous)),
            )
            .map(keyOf),
      },
    ],
    batchMs: ({ namespace }) => batchFor(owned.inNamespace(namespace)),
    reconcile({ namespace, name }) {
      const service = store.get(R.services, namespace, name);
      if (!service) {
        if (store.get(R.endpoints, namespace, name)) {
          store.delete(R.endpoints, namespace, name);
        }
        return undefined;
      }
      if (!service.spec.selector) {
        return undefined;
      }
      const pods = store
        .list(R.pods, namespace)
        .filter(
          pod =>
            isBehind(service, pod) && pod.status?.podIP && !isFinished(pod),
        );
      writeEndpoints(context, service, pods);
      writeSlice(context, service, pods);
      return undefined;
    },
  };
}

function isBehind(service: KubeObject, pod: KubeObject): boolean {
  return selects({ matchLabels: service.spec.selector }, pod.metadata.labels);
}

function isServing(service: KubeObject, pod: KubeObject): boolean {
  return service.spec.publishNotReadyAddresses || isReady(pod);
}

/** The service's ports as the pods have them. */
function portsOf(service: KubeObject, pod: KubeObject): Port[] {
  const declared: any[] = pod.spec.containers.flatMap(
    (container: { ports?: unknown[] }) => container.ports ?? [],
  );
  return (service.spec.ports ?? []).flatMap((port: any) => {
    const target = port.targetPort ?? port.port;
    const number =
      typeof target === 'number'
        ? target
        : declared.find(item => item.name === target)?.containerPort;
    return number
      ? [
          {
            ...(port.name ? { name: port.name } : {}),
            port: number,
            protocol: port.protocol ?? 'TCP',
          },
        ]
      : [];
  });
}

function writeEndpoints(
  { store }: WorldContext,
  service: KubeObject,
  pods: KubeObject[],
): void {
  const { namespace, name } = service.metadata;
  const address = (pod: KubeObject) => ({
    ip: pod.status.podIP,
    ...(pod.spec.hostname && pod.spec.subdomain === name
      ? { hostname: pod.spec.hostname }
      : {}),
    nodeName: pod.spec.nodeName,
    targetRef: {
      kind: 'Pod',
      namespace,
      name: pod.metadata.name,
      uid: pod.metadata.uid,
    },
  });
  const alive = pods.filter(pod => !pod.metadata.deletionTimestamp);
  const ready = alive.filter(pod => isServing(service, pod)).map(address);
  const notReady = alive.filter(pod => !isServing(service, pod)).map(address);
  const current = store.get(R.endpoints, namespace, name);
  const next: KubeObject = {
    apiVersion: 'v1',
    kind: 'Endpoints',
    metadata: {
      ...current?.metadata,
      name,
      namespace,
      labels: service.metadata.labels,
    },
    ...(alive.length > 0
      ? {
          subsets: [
            {
              ...(ready.length > 0 ? { addresses: ready } : {}),
              ...(notReady.length > 0 ? { notReadyAddresses: notReady } : {}),
              ports: portsOf(service, alive[0]),
            },
          ],
        }
      : {}),
  };
  if (current) {
    store.update(R.endpoints, next);
  } else {
    store.create(R.endpoints, next);
  }
}

function writeSlice(
  { store, random }: WorldContext,
  service: KubeObject,
  pods: KubeObject[],
): void {
  const { namespace, name } = service.metadata;
  const current = store
    .list(R.endpointSlices, namespace)
    .find(
      slice => slice.metadata.labels?.['kubernetes.io/service-name'] === name,
    );
  const next: KubeObject = {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: current?.metadata ?? {
      name: `${name}-${random.suffix(5)}`,
      namespace,
      labels: {
        ...service.metadata.labels,
        'endpointslice.kubernetes.io/managed-by':
          'endpointslice-controller.k8s.io',
        'kubernetes.io/service-name': name,
      },
      generateName: `${name}-`,
      ownerReferences: [ownerReference(service)],
    },
    addressType: 'IPv4',
    endpoints: pods.map(pod => ({
      addresses: [pod.status.podIP],
      conditions: {
        ready: isServing(service, pod) && !pod.metadata.deletionTimestamp,
        serving: isReady(pod),
        terminating: Boolean(pod.metadata.deletionTimestamp),
      },
      nodeName: pod.spec.nodeName,
      targetRef: {
        kind: 'Pod',
        namespace,
        name: pod.metadata.name,
        uid: pod.metadata.uid,
      },
    })),
    ports: pods.length > 0 ? portsOf(service, pods[0]) : [],
  };
  if (current) {
    store.update(R.endpointSlices, next);
  } else {
    store.create(R.endpointSlices, next);
  }
}
