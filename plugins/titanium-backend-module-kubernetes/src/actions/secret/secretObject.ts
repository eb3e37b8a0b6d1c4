import { NotFoundError } from '@backstage/errors';
import type { V1ObjectMeta, V1Secret } from '@kubernetes/client-node';
import { Preconditions } from '@titanium-portal/backstage-plugin-titanium-common';
import {
  kubernetesPath,
  ResolvedTarget,
  ResourcePath,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { ActionDeps } from '../deps';
import { changedSincePlan, hashOf } from '../preconditions';

/** What may be known of a Secret without knowing its values. */
export interface SecretOutline {
  metadata: V1ObjectMeta & { uid: string; resourceVersion: string };
  keys: string[];
  immutable: boolean;
}

export interface SecretPlace {
  cluster: string;
  namespace: string | null;
  name: string;
}

export function secretPath({ namespace }: SecretPlace): ResourcePath {
  return {
    group: '',
    version: 'v1',
    plural: 'secrets',
    namespace: namespace ?? undefined,
  };
}

/** The Secret itself, read with the actor's credential: the reader's cannot read Secrets. Keep it short-lived. */
async function readSecret(
  { clusters }: ActionDeps,
  place: SecretPlace,
  signal: AbortSignal,
): Promise<V1Secret> {
  return clusters.actor(place.cluster).request<V1Secret>({
    path: kubernetesPath(secretPath(place), place.name),
    signal,
  });
}

export async function readOutline(
  deps: ActionDeps,
  place: SecretPlace,
  signal: AbortSignal,
): Promise<SecretOutline> {
  const { metadata, data, immutable } = await readSecret(deps, place, signal);
  return {
    metadata: metadata as SecretOutline['metadata'],
    keys: Object.keys(data ?? {}),
    immutable: immutable === true,
  };
}

/** One value, still in base64. */
export async function readValue(
  deps: ActionDeps,
  place: SecretPlace,
  key: string,
  signal: AbortSignal,
): Promise<{ uid: string; data: string }> {
  const { metadata, data } = await readSecret(deps, place, signal);
  if (!Object.hasOwn(data ?? {}, key)) {
    throw noSuchKey(place.name, key);
  }
  return { uid: metadata?.uid ?? '', data: data![key] };
}

export function noSuchKey(name: string, key: string): Error {
  return Object.assign(new NotFoundError(`Secret ${name} has no key ${key}`), {
    code: 'target-not-found' as const,
  });
}

/** A place, not an object: whether there is a Secret is nothing to tell those who may not see it. */
export function targetOfSecret({
  cluster,
  namespace,
  name,
}: SecretPlace): ResolvedTarget {
  return {
    ref: { cluster, namespace, kind: 'secret', name, uid: null },
    isSelectedBy: () => false,
  };
}

/** A hash of values could be tried out; the version changes with each of them and tells nothing. */
export function secretPreconditions({
  metadata,
}: SecretOutline): Preconditions {
  return {
    uid: metadata.uid,
    generation: null,
    fieldsHash: hashOf(metadata.resourceVersion),
  };
}

export function checkSecret(
  outline: SecretOutline,
  expected: Preconditions,
): void {
  const now = secretPreconditions(outline);
  if (now.uid !== expected.uid || now.fieldsHash !== expected.fieldsHash) {
    throw changedSincePlan(
      'The Secret has changed since the plan was made; make a new plan.',
    );
  }
}
