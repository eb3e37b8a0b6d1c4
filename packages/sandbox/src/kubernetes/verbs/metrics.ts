import { KubeObject } from '../../world/types';
import { apiVersionOf } from '../resources/types';
import { queryPredicate } from '../selectors/predicate';
import { ResourceCall, Verb } from '../server/call';
import { ApiError } from '../status';
import { timestamp } from '../objects/write';

const PODS = { group: '', resource: 'pods' };
const NODES = { group: '', resource: 'nodes' };

/** metrics-server samples a window of about this length. */
const WINDOW = '15.0s';

function usage(cpuNanocores: number, memoryBytes: number) {
  return {
    cpu: cpuNanocores === 0 ? '0' : `${Math.round(cpuNanocores)}n`,
    memory: `${Math.round(memoryBytes / 1024)}Ki`,
  };
}

function podMetrics(call: ResourceCall, pod: KubeObject): KubeObject[] {
  const sample =
    pod.status?.phase === 'Running'
      ? call.api.world.runtime.podUsage(pod.metadata.uid!)
      : undefined;
  if (!sample) {
    return [];
  }
  const { name, namespace, labels } = pod.metadata;
  return [
    {
      kind: 'PodMetrics',
      apiVersion: 'metrics.k8s.io/v1beta1',
      metadata: metadataOf(call, { name, namespace, labels }),
      timestamp: timestamp(sample.time),
      window: WINDOW,
      containers: sample.containers.map(container => ({
        name: container.name,
        usage: usage(container.cpuNanocores, container.memoryBytes),
      })),
    },
  ];
}

function nodeMetrics(call: ResourceCall, node: KubeObject): KubeObject[] {
  const { name, labels } = node.metadata;
  const sample = call.api.world.runtime.nodeUsage(name);
  return sample
    ? [
        {
          kind: 'NodeMetrics',
          apiVersion: 'metrics.k8s.io/v1beta1',
          metadata: metadataOf(call, { name, labels }),
          timestamp: timestamp(sample.time),
          window: WINDOW,
          usage: usage(sample.cpuNanocores, sample.memoryBytes),
        },
      ]
    : [];
}

function metadataOf<T extends object>({ api }: ResourceCall, metadata: T) {
  return {
    ...metadata,
    creationTimestamp: timestamp(api.world.clock.now()),
  };
}

function isPods({ type }: ResourceCall): boolean {
  return type.resource === 'pods';
}

export const listMetrics: Verb = call => {
  const { api, type, info, query } = call;
  const predicate = queryPredicate(type, query);
  const source = isPods(call) ? PODS : NODES;
  const items = api.world.store
    .list(source, info.namespace)
    .filter(object => !predicate || predicate(object))
    .flatMap(object =>
      isPods(call) ? podMetrics(call, object) : nodeMetrics(call, object),
    );
  return {
    code: 200,
    convertible: true,
    body: {
      kind: type.listKind,
      apiVersion: apiVersionOf(type),
      metadata: {},
      items,
    },
  };
};

export const getMetrics: Verb = call => {
  const { api, info } = call;
  const { store } = api.world;
  const object = store.get(
    isPods(call) ? PODS : NODES,
    info.namespace,
    info.name!,
  );
  const found = object
    ? (isPods(call) ? podMetrics : nodeMetrics)(call, object)
    : [];
  if (found.length === 0) {
    const place = info.namespace ? `${info.namespace}/${info.name}` : info.name;
    const kind = isPods(call) ? 'podmetrics' : 'nodemetrics';
    throw new ApiError(
      404,
      'NotFound',
      `${kind}.metrics.k8s.io "${place}" not found`,
      { name: place, group: 'metrics.k8s.io', kind },
    );
  }
  return { code: 200, body: found[0], convertible: true };
};
