import { R } from '../resources';
import { KubeObject, ObjectStore } from '../types';

/** Addresses of a node's own block. */
const BLOCK = 252;

/** Gives each pod an address of its node's range. */
export class Addresses {
  private readonly used = new Set<string>();
  private readonly next = new Map<string, number>();

  constructor(private readonly store: ObjectStore) {
    for (const pod of store.list(R.pods)) {
      if (pod.status?.podIP) {
        this.used.add(pod.status.podIP);
      }
    }
  }

  of(pod: KubeObject): { hostIP: string; podIP?: string } {
    const node = this.store.get(R.nodes, undefined, pod.spec.nodeName);
    const hostIP =
      node?.status?.addresses?.find(
        (address: { type: string }) => address.type === 'InternalIP',
      )?.address ?? '10.0.11.1';
    if (pod.spec.hostNetwork) {
      return { hostIP, podIP: hostIP };
    }
    return {
      hostIP,
      podIP: pod.status?.podIP ?? this.take(pod.spec.nodeName, node),
    };
  }

  release(pod: KubeObject): void {
    if (!pod.spec.hostNetwork) {
      this.used.delete(pod.status?.podIP);
    }
  }

  private take(name: string, node: KubeObject | undefined): string {
    const range: string = node?.spec?.podCIDR ?? '10.244.0.0/24';
    let index = this.next.get(name) ?? 0;
    let address = addressIn(range, index);
    for (let tried = 0; this.used.has(address); tried++) {
      // What has been given back is used again before the node needs a further block.
      index = index + 1 === BLOCK && tried < BLOCK ? 0 : index + 1;
      address = addressIn(range, index);
    }
    this.next.set(name, index + 1 === BLOCK ? 0 : index + 1);
    this.used.add(address);
    return address;
  }
}

/** The address at an index of a range; past its end those of like ranges in the next networks. */
function addressIn(range: string, index: number): string {
  const [first, second, third] = range.split('.').map(Number);
  const block = Math.floor(index / BLOCK);
  return `${first}.${second + block}.${third}.${(index % BLOCK) + 2}`;
}
