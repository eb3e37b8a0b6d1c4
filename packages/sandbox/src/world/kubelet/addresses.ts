import { R } from '../resources';
import { KubeObject, ObjectStore } from '../types';

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
    const prefix = range.split('.').slice(0, 3).join('.');
    let number = this.next.get(name) ?? 4;
    while (this.used.has(`${prefix}.${number}`)) {
      number = number >= 254 ? 2 : number + 1;
    }
    this.next.set(name, number >= 254 ? 2 : number + 1);
    this.used.add(`${prefix}.${number}`);
    return `${prefix}.${number}`;
  }
}
