import { Entity } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { upstreamStatus } from '@titanium-portal/backstage-plugin-titanium-node';
import { lokiSelector } from '../entities';
import { EnforcedQuery, enforceMatchers } from '../grammar/logql/enforce';
import {
  LogqlFault,
  LogqlQuery,
  namespaceOf,
  placeOf,
  readLogql,
} from '../grammar/logql/syntax';

/** Whose matchers bound a query: the entity's, or the query's own. */
export type QueryScope = 'entity' | 'query';

/** A query as it may be sent. */
export interface ScopedQuery {
  query: LogqlQuery;
  /** What is authorized; null: all namespaces. */
  namespace: string | null;
  /** The place in the query as written of one in the query as sent. */
  origin(offset: number): number;
}

function refused({ message }: LogqlFault): InputError {
  return Object.assign(new InputError(message), {
    code: 'invalid-input' as const,
  });
}

/**
 * Bounds a query. In the scope of an entity every selector gets the entity's matchers, so that whatever the text says can
 * only narrow. Throws `InputError` with line and column for what cannot be read; nothing of that reaches Loki.
 */
export function scopeQuery(
  text: string,
  scope: QueryScope,
  entity: Entity | undefined,
): ScopedQuery {
  if (scope === 'query') {
    const query = readLogql(text);
    if (!query.ok) {
      throw refused(query);
    }
    return { query, namespace: namespaceOf(query), origin: offset => offset };
  }
  if (!entity) {
    throw new InputError('This query needs an entity that you may see');
  }
  const { matchers, namespace } = lokiSelector(entity);
  const query: EnforcedQuery | LogqlFault = enforceMatchers(text, matchers);
  if (!query.ok) {
    throw refused(query);
  }
  return { query, namespace, origin: query.origin };
}

/** As {@link scopeQuery}, for what wants lines. */
export function scopeLogQuery(
  text: string,
  scope: QueryScope,
  entity: Entity | undefined,
): ScopedQuery {
  const scoped = scopeQuery(text, scope, entity);
  if (scoped.query.kind !== 'log') {
    throw Object.assign(
      new InputError(
        'This query gives values, not lines. Take the functions around it off.',
      ),
      { code: 'invalid-input' as const },
    );
  }
  return scoped;
}

const PLACE = /\bat line (\d+), col (\d+)/;

function offsetOf(text: string, line: number, column: number): number {
  const lines = text.split('\n').slice(0, line);
  const last = lines.pop() ?? '';
  return (
    lines.reduce((sum, each) => sum + each.length + 1, 0) +
    Math.min(column - 1, last.length)
  );
}

/** Loki's refusal with its line and column counted in the query as written, before anything was put in. */
export function asWritten(
  error: unknown,
  scoped: ScopedQuery,
  written: string,
): unknown {
  if (upstreamStatus(error) !== 400 || !(error instanceof Error)) {
    return error;
  }
  error.message = error.message.replace(PLACE, (_, line, column) => {
    const offset = offsetOf(scoped.query.text, Number(line), Number(column));
    const place = placeOf(written, scoped.origin(offset));
    return `at line ${place.line}, col ${place.column}`;
  });
  return error;
}
