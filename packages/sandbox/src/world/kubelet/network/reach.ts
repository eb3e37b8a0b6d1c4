import { KubeObject, ObjectStore } from '../../types';
import { hasProxy, isStrict } from './mesh';
import { isOpen } from './policies';
import { podsBehind, resolve } from './resolve';

/** What became of a connection. */
export type Reach =
  | { type: 'unknown-host' }
  | { type: 'refused' }
  | { type: 'timeout' }
  /** Closed by the proxy, which takes mTLS only. */
  | { type: 'reset' }
  | { type: 'connected'; pod: KubeObject };

function targetPort(port: any, pod: KubeObject) {
  const target = port.targetPort ?? port.port;
  const declared = pod.spec.containers
    .flatMap((container: any) => container.ports ?? [])
    .find((item: any) => item.name === target || item.containerPort === target);
  return {
    number: Number(declared?.containerPort ?? target),
    name: declared?.name as string | undefined,
  };
}

/** Connects from a pod to a port of a service, by everything that stands between them. */
export function reach(
  store: ObjectStore,
  source: KubeObject,
  host: string,
  port: number,
): Reach {
  const found = resolve(store, source, host);
  if (!found) {
    return { type: 'unknown-host' };
  }
  const ports: any[] = found.service.spec.ports ?? [];
  const wanted = ports.find(item => item.port === port);
  const [pod] = podsBehind(store, found.service);
  const isHeadless = found.service.spec.clusterIP === 'None';
  if (!wanted && !isHeadless) {
    // Nothing translates an address of a service at a port it has not.
    return { type: 'timeout' };
  }
  if (!pod) {
    return { type: 'refused' };
  }
  const target = targetPort(wanted ?? { port }, pod);
  if (!isOpen(store, source, pod, target)) {
    return { type: 'timeout' };
  }
  if (!wanted) {
    return { type: 'refused' };
  }
  return hasProxy(pod) && !hasProxy(source) && isStrict(store, pod)
    ? { type: 'reset' }
    : { type: 'connected', pod };
}
