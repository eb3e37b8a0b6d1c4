import { KubeObject } from '../../types';
import { findImage, Voice } from '../images';

/** What an HTTP server says to a GET. */
export interface Page {
  status: string;
  type: string;
  body: string;
}

const SERVICES: readonly Voice[] = ['gateway', 'auth', 'user', 'blog'];
const PLATFORM: readonly Voice[] = ['logfmt', 'klog'];
/** Paths at which the platform's programs say that they are well. */
const PROBES =
  /^\/(?:|-\/(?:healthy|ready)|ready|healthz|livez|readyz|api\/health)$/;

const json = (status: string, value: object): Page => ({
  status,
  type: 'application/json',
  body: JSON.stringify(value),
});

/** The answer of the program in a pod's first container; undefined when it does not speak HTTP. */
export function pageOf(pod: KubeObject, path: string): Page | undefined {
  const { name, image } = pod.spec.containers[0];
  const found = findImage(image);
  const voice = found?.program.voice;
  if (!found || !voice) {
    return undefined;
  }
  if (PLATFORM.includes(voice)) {
    return PROBES.test(path)
      ? { status: '200 OK', type: 'text/plain', body: 'OK' }
      : { status: '404 Not Found', type: 'text/plain', body: 'Not Found' };
  }
  if (!SERVICES.includes(voice)) {
    return undefined;
  }
  if (path === '/health') {
    return json('200 OK', {
      status: 'healthy',
      service: name,
      version: found.tag,
    });
  }
  if (found.behavior === 'errors') {
    return json('503 Service Unavailable', { error: found.flaw });
  }
  return path === '/'
    ? json('200 OK', { service: name, version: found.tag })
    : json('404 Not Found', { error: 'not found' });
}
