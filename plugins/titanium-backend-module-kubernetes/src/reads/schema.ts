import { InputError } from '@backstage/errors';
import {
  ReadTarget,
  TitaniumClusters,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { z } from 'zod/v3';
import { getResource } from '../targets';

/** A configured cluster's name; whether there is one by that name is found out on use. */
export const clusterName = z.string().min(1).max(253);

export const namespaceName = z
  .string()
  .regex(/^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/, 'is not a namespace');

export const objectName = z
  .string()
  .regex(
    /^[A-Za-z0-9](?:[-A-Za-z0-9_.:@]{0,251}[A-Za-z0-9])?$/,
    'is not a name',
  )
  .refine(name => !name.includes('..'), 'is not a name');

/** kubectl's lower-case singular, with its group where the plain name means another. */
export const kindName = z
  .string()
  .regex(
    /^[a-z][-a-z0-9]{0,62}(?:\.[a-z0-9][-a-z0-9.]{0,200})?$/,
    'is no kind',
  );

export const containerName = z
  .string()
  .regex(/^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/, 'is not a container');

export const labelKey = z
  .string()
  .max(320)
  .regex(
    /^(?:[a-z0-9][a-z0-9.-]{0,252}\/)?[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/,
    'is not the key of a label',
  );

export const selectorText = z.string().min(1).max(4_096);

export const sortPath = z
  .string()
  .max(400)
  .regex(/^(?:\.[A-Za-z][\w-]{0,99}(?:\[\d{1,4}\])?){1,20}$/, 'is no path');

/** Kinds of `kubectl get all`, in its order. */
const ALL = [
  'pod',
  'service',
  'daemonset',
  'deployment',
  'replicaset',
  'statefulset',
  'horizontalpodautoscaler',
  'cronjob',
  'job',
];

/** Kinds without repetition, `all` spelled out. */
export function expandKinds(kinds: readonly string[]): string[] {
  return [...new Set(kinds.flatMap(kind => (kind === 'all' ? ALL : kind)))];
}

/**
 * Where a read looks. A namespaced kind without a namespace is refused unless all were asked for in so many words: a
 * blank never widens.
 */
export function readTarget(
  clusters: TitaniumClusters,
  input: {
    cluster: string;
    namespace: string | null;
    allNamespaces?: boolean;
  },
  kinds: readonly string[],
  name: string | null,
): ReadTarget {
  const { cluster, namespace, allNamespaces = false } = input;
  // Throws for an unknown cluster.
  clusters.reader(cluster);
  const known = clusters.resources(cluster);
  const resources = kinds.map(kind => getResource(known, kind));
  const namespaced = resources.every(resource => resource.namespaced);
  if (namespaced && namespace === null && !allNamespaces) {
    throw Object.assign(new InputError('Name a namespace'), {
      code: 'invalid-input' as const,
    });
  }
  return {
    cluster,
    namespace: namespaced && !allNamespaces ? namespace : null,
    kind: kinds.join(','),
    name,
  };
}
