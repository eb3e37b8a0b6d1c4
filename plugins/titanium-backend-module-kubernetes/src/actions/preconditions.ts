import { createHash } from 'node:crypto';
import { ConflictError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import type { V1ObjectMeta } from '@kubernetes/client-node';
import {
  canonicalJson,
  Preconditions,
} from '@titanium-portal/backstage-plugin-titanium-common';

interface Live {
  metadata?: V1ObjectMeta;
}

/** Hash of values as they are on the wire, whatever the order of their keys. */
export function hashOf(fields: unknown): string {
  // Through JSON once, without the nulls that some of the API's encoders write and others leave out.
  const text = JSON.stringify(fields, (_, value) => value ?? undefined);
  const plain = JSON.parse(text ?? 'null') as JsonObject;
  return createHash('sha256').update(canonicalJson(plain)).digest('hex');
}

/** What must still be true of an object when a step is applied to it. */
export function preconditionsOf(live: Live, fields: unknown): Preconditions {
  return {
    uid: live.metadata?.uid ?? null,
    generation: live.metadata?.generation ?? null,
    fieldsHash: hashOf(fields),
  };
}

/** An error that tells the page to ask for a new preview. */
export function changedSincePlan(message: string): Error {
  return Object.assign(new ConflictError(message), {
    code: 'plan-changed' as const,
  });
}

/** Throws `ConflictError` when the object is not what the plan was made for. */
export function checkPreconditions(
  live: Live,
  fields: unknown,
  expected: Preconditions,
): void {
  const now = preconditionsOf(live, fields);
  if (now.uid !== expected.uid) {
    throw changedSincePlan(
      'The object was deleted and made anew since the plan was made; make a new plan.',
    );
  }
  if (
    now.fieldsHash !== expected.fieldsHash ||
    now.generation !== expected.generation
  ) {
    throw changedSincePlan(
      'The object has changed since the plan was made; look at a new preview.',
    );
  }
}
