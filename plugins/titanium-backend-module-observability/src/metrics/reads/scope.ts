import { Entity } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { z } from 'zod/v3';
import { prometheusSelector } from '../../entities';
import {
  enforcePromql,
  namespaceOfPromql,
  plainPromql,
} from '../../grammar/promql/enforce';
import {
  MAX_QUERY_CHARACTERS,
  parsePromql,
  PromqlError,
} from '../../grammar/promql/parsePromql';
import { entityOf } from '../../shared/deps';

export const queryText = z.string().min(1).max(MAX_QUERY_CHARACTERS);

/** `entity`: every selector gets the entity's matchers; `query`: its own stand. */
export const scopeSchema = z.enum(['entity', 'query']);

interface ScopedInput {
  query: string;
  scope: 'entity' | 'query';
}

function unreadable(error: PromqlError): Error {
  const { message, offset, length } = error;
  return Object.assign(new InputError(`The query cannot be read. ${message}`), {
    code: 'invalid-input' as const,
    position: { offset, length },
  });
}

/** What is asked of Prometheus, and the namespace that this stays within; null when it reaches further. */
export function scopedQuery(
  { query, scope }: ScopedInput,
  entity: Entity | undefined,
): { text: string; namespace: string | null } {
  if (scope === 'entity') {
    const { matchers, namespace } = prometheusSelector(entityOf(entity));
    const enforced = enforcePromql(query, matchers);
    if (!enforced.ok) {
      throw unreadable(enforced.error);
    }
    return { text: enforced.text, namespace };
  }
  const parsed = parsePromql(query);
  if (!parsed.ok) {
    throw unreadable(parsed.error);
  }
  return {
    text: plainPromql(parsed.query),
    namespace: namespaceOfPromql(parsed.query),
  };
}
