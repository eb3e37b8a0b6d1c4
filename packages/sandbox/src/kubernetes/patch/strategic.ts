import { resolve, Schema } from '../schema/definitions';
import { badRequest } from '../status';
import { getField, isMap, setField } from './merge';
import { mergeLists } from './strategicList';

type Json = Record<string, any>;

const DIRECTIVE = '$patch';
const RETAIN_KEYS = '$retainKeys';
const DELETE_FROM_PREFIX = '$deleteFromPrimitiveList/';
const ORDER_PREFIX = '$setElementOrder/';

/** Fields named by `$setElementOrder/…` and `$deleteFromPrimitiveList/…` of a patch. */
function directivesFor(patch: Json, prefix: string): Map<string, unknown[]> {
  const found = new Map<string, unknown[]>();
  for (const [name, value] of Object.entries(patch)) {
    if (name.startsWith(prefix)) {
      if (!Array.isArray(value)) {
        throw badRequest(`invalid patch format of ${name}`);
      }
      found.set(name.slice(prefix.length), value);
    }
  }
  return found;
}

/** How the lists and maps of a field merge. */
export interface FieldStrategy {
  schema: Schema | undefined;
  merge: boolean;
  replace: boolean;
  mergeKey: string | undefined;
}

function strategyOf(schema: Schema | undefined, name: string): FieldStrategy {
  const declared = schema?.properties
    ? schema.properties[name]
    : schema?.additionalProperties;
  const strategies = (declared?.['x-kubernetes-patch-strategy'] ?? '').split(
    ',',
  );
  return {
    schema: resolve(declared),
    merge: strategies.includes('merge'),
    replace: strategies.includes('replace'),
    mergeKey: declared?.['x-kubernetes-patch-merge-key'],
  };
}

/**
 * Kubernetes' strategic merge: maps merge, lists merge by the key their schema names, `$patch`, `$retainKeys`,
 * `$setElementOrder` and `$deleteFromPrimitiveList` steer it.
 */
export function strategicMergePatch(
  original: Json,
  patch: Json,
  schema: Schema | undefined,
): Json {
  const directive = patch[DIRECTIVE];
  if (directive === 'replace') {
    const { [DIRECTIVE]: _, ...rest } = patch;
    return rest;
  }
  if (directive === 'delete') {
    return {};
  }
  if (directive !== undefined && directive !== 'merge') {
    throw badRequest(`Unknown patch type found: ${directive}`);
  }
  const result = retained(original, patch);
  const orders = directivesFor(patch, ORDER_PREFIX);
  const removals = directivesFor(patch, DELETE_FROM_PREFIX);
  const names = new Set([
    ...Object.keys(patch).filter(name => !name.startsWith('$')),
    ...orders.keys(),
    ...removals.keys(),
  ]);
  for (const name of names) {
    const value = getField(patch, name);
    if (value === null) {
      delete result[name];
    } else {
      const merged = mergeField(
        getField(result, name),
        value,
        strategyOf(schema, name),
        { order: orders.get(name), removals: removals.get(name) },
      );
      if (merged !== undefined) {
        setField(result, name, merged);
      }
    }
  }
  return result;
}

function retained(original: Json, patch: Json): Json {
  const keep = patch[RETAIN_KEYS];
  if (keep === undefined) {
    return { ...original };
  }
  if (!Array.isArray(keep)) {
    throw badRequest('$retainKeys must be a list');
  }
  return Object.fromEntries(
    Object.entries(original).filter(([name]) => keep.includes(name)),
  );
}

function mergeField(
  current: unknown,
  value: unknown,
  strategy: FieldStrategy,
  directives: { order?: unknown[]; removals?: unknown[] },
): unknown {
  if (isMap(value)) {
    const base = isMap(current) && !strategy.replace ? current : {};
    return strategicMergePatch(base, value, strategy.schema);
  }
  const isList =
    Array.isArray(value) || (value === undefined && Array.isArray(current));
  if (isList && strategy.merge) {
    return mergeLists(
      Array.isArray(current) ? current : [],
      (value as unknown[] | undefined) ?? [],
      strategy,
      directives,
    );
  }
  return value === undefined ? current : withoutDirectives(value);
}

/** A list that replaces the whole still may carry directives, which mean nothing there. */
function withoutDirectives(value: unknown): unknown {
  return Array.isArray(value)
    ? value.filter(item => !(isMap(item) && item[DIRECTIVE] === 'replace'))
    : value;
}
