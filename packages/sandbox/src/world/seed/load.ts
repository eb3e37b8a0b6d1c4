import { KubeObject, WorldTime } from '../types';
import { namespace, node } from './cluster';
import { SeedObject } from './manifest';
import { deployment, resources } from './workloads';

const PODS_PER_WORKLOAD = 20;
const PODS_PER_NODE = 200;
const NAMESPACES = 100;
const POOL = 'titanium.local/pool';

/** Whether a pod is one of {@link loadSeed}'s. */
export function isLoad(pod: KubeObject): boolean {
  return pod.spec.nodeSelector?.[POOL] === 'load';
}

/** A big cluster's worth of other people's pods, on nodes of their own. */
export function loadSeed(pods: number, now: WorldTime): SeedObject[] {
  if (pods <= 0) {
    return [];
  }
  const workloads = Math.ceil(pods / PODS_PER_WORKLOAD);
  const spaces = Array.from(
    { length: Math.max(NAMESPACES, Math.ceil(workloads / 50)) },
    (_, index) => `load-${String(index).padStart(3, '0')}`,
  );
  const nodes = Array.from(
    { length: Math.ceil(pods / PODS_PER_NODE) },
    (_, index) =>
      node({
        name: `load-node-${String(index + 1).padStart(3, '0')}`,
        address: `10.1.${Math.floor(index / 250)}.${(index % 250) + 1}`,
        podCIDR: `10.${128 + Math.floor(index / 250)}.${index % 250}.0/24`,
        pods: PODS_PER_NODE + 30,
        labels: { [POOL]: 'load' },
        taints: [{ key: POOL, value: 'load', effect: 'NoSchedule' }],
        now,
      }),
  );
  return [
    ...nodes,
    ...spaces.map(name => namespace(name)),
    ...Array.from({ length: workloads }, (_, index) => {
      const name = `service-${String(index).padStart(4, '0')}`;
      return deployment({
        name,
        namespace: spaces[index % spaces.length],
        labels: { app: name, 'backstage.io/kubernetes-id': name },
        replicas: Math.min(PODS_PER_WORKLOAD, pods - index * PODS_PER_WORKLOAD),
        pod: {
          nodeSelector: { [POOL]: 'load' },
          tolerations: [{ key: POOL, operator: 'Exists' }],
        },
        containers: [
          {
            name: 'service',
            image: 'titanium/load:v1.0.0',
            resources: resources(['10m', '16Mi']),
          },
        ],
      });
    }),
  ];
}
