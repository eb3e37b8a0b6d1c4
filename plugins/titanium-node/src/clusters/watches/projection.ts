import type { KubernetesObject } from '@kubernetes/client-node';
import { REDACTED } from '../../redaction/redactText';

type Loose = Record<string, any>;

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';
const POD_SPEC = [
  'containers',
  'initContainers',
  'nodeName',
  'priorityClassName',
  'readinessGates',
  'restartPolicy',
  'serviceAccountName',
  'terminationGracePeriodSeconds',
] as const;
const CONTAINER = [
  'name',
  'image',
  'resources',
  'ports',
  'restartPolicy',
] as const;

function pick(value: Loose, keys: readonly string[]): Loose {
  const result: Loose = {};
  for (const key of keys) {
    if (value[key] !== undefined) {
      result[key] = value[key];
    }
  }
  return result;
}

function projectPodSpec(spec: Loose): Loose {
  const result = pick(spec, POD_SPEC);
  for (const key of ['containers', 'initContainers']) {
    if (Array.isArray(result[key])) {
      result[key] = result[key].map((item: Loose) => pick(item, CONTAINER));
    }
  }
  return result;
}

function hide(values: unknown): unknown {
  return Object.fromEntries(
    Object.keys((values as Loose) ?? {}).map(key => [key, REDACTED]),
  );
}

/**
 * What a shared watch keeps of an object. Drops what is large and what may hold secrets: managedFields, the
 * last-applied configuration, values of Secrets, and of pods (by far the most numerous) the variables, volumes,
 * probes and tolerations.
 * @internal
 */
export function project<T extends KubernetesObject>(
  plural: string,
  source: T,
): T {
  const object = source as Loose;
  const metadata = { ...object.metadata };
  delete metadata.managedFields;
  if (metadata.annotations?.[LAST_APPLIED] !== undefined) {
    metadata.annotations = { ...metadata.annotations };
    delete metadata.annotations[LAST_APPLIED];
  }
  const result: Loose = { ...object, metadata };
  if (plural === 'pods' && object.spec) {
    result.spec = projectPodSpec(object.spec);
  }
  if (plural === 'secrets') {
    for (const key of ['data', 'stringData']) {
      if (result[key] !== undefined) {
        result[key] = hide(result[key]);
      }
    }
  }
  return result as T;
}
