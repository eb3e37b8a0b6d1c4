import { InputError } from '@backstage/errors';
import { ResourcePath } from './types';

const DNS_LABEL = /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/;
const DNS_SUBDOMAIN = /^[a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?$/;
const VERSION = /^v[0-9]{1,3}(?:(?:alpha|beta)[0-9]{1,3})?$/;
const PLURAL = /^[a-z](?:[-a-z0-9]{0,61}[a-z0-9])?$/;
// Kinds of RBAC and some custom ones allow more than DNS names; slashes, percent signs and spaces are never names.
const NAME = /^[A-Za-z0-9](?:[-A-Za-z0-9_.:@]{0,251}[A-Za-z0-9])?$/;
const SUBRESOURCES = new Set(['log', 'scale', 'status']);

function check(what: string, value: string, pattern: RegExp): string {
  if (!pattern.test(value) || value.includes('..')) {
    throw Object.assign(
      new InputError(
        `${JSON.stringify(value.slice(0, 80))} is not a valid ${what}`,
      ),
      { code: 'invalid-input' as const },
    );
  }
  return encodeURIComponent(value);
}

/** True for what Kubernetes accepts as the name of a namespace, and of most services. @public */
export function isDnsLabel(value: string): boolean {
  return DNS_LABEL.test(value);
}

/**
 * The path of a collection, an object or one of its subresources (`log`, `scale`, `status`). Throws `InputError` for
 * anything that is not a name, so that no value can lead to another resource.
 * @public
 */
export function kubernetesPath(
  path: ResourcePath,
  name?: string,
  subresource?: string,
): string {
  const version = check('API version', path.version, VERSION);
  const root =
    path.group === ''
      ? `/api/${version}`
      : `/apis/${check('API group', path.group, DNS_SUBDOMAIN)}/${version}`;
  const namespace =
    path.namespace === undefined
      ? ''
      : `/namespaces/${check('namespace', path.namespace, DNS_LABEL)}`;
  const collection = `${root}${namespace}/${check(
    'resource',
    path.plural,
    PLURAL,
  )}`;
  if (name === undefined) {
    return collection;
  }
  const object = `${collection}/${check('name', name, NAME)}`;
  if (subresource === undefined) {
    return object;
  }
  if (!SUBRESOURCES.has(subresource)) {
    throw new InputError(
      `${JSON.stringify(
        subresource.slice(0, 80),
      )} is not a subresource the portal uses`,
    );
  }
  return `${object}/${subresource}`;
}

/** Refuses request paths that could leave the API they were built for. @internal */
export function assertPlainPath(path: string): void {
  if (
    !/^\/[-A-Za-z0-9_.:@~/%]*$/.test(path) ||
    /\/\.{1,2}(?:\/|$)|\/\/|%2e|%2f|%5c|%00/i.test(path)
  ) {
    throw new InputError('The request path is not one the portal builds');
  }
}
