import { resolve } from '../schema/definitions';
import { badRequest } from '../status';
import { isMap } from './merge';
import { FieldStrategy, strategicMergePatch } from './strategic';

type Json = Record<string, any>;
type KeyOf = (item: unknown) => unknown;

/** Merges a list field: by its merge key, or as a set when it holds primitives. */
export function mergeLists(
  current: unknown[],
  patch: unknown[],
  strategy: FieldStrategy,
  directives: { order?: unknown[]; removals?: unknown[] },
): unknown[] {
  const { mergeKey } = strategy;
  if (mergeKey === undefined) {
    const removed = new Set(directives.removals ?? []);
    const kept = current.filter(item => !removed.has(item));
    const merged = [...new Set([...kept, ...patch])];
    return ordered(merged, patch, current, directives.order, item => item);
  }
  const keyOf: KeyOf = item => (isMap(item) ? item[mergeKey] : undefined);
  const merged = mergeByKey(current, patch, mergeKey, strategy);
  const order = directives.order?.map(keyOf);
  return ordered(merged, patch, current, order, keyOf);
}

function mergeByKey(
  current: unknown[],
  patch: unknown[],
  mergeKey: string,
  strategy: FieldStrategy,
): unknown[] {
  const items = patch.map(item => {
    if (!isMap(item)) {
      throw badRequest(`expected a map in a list merged by ${mergeKey}`);
    }
    return item;
  });
  if (items.some(item => item.$patch === 'replace' && !(mergeKey in item))) {
    return items
      .filter(item => item.$patch !== 'replace')
      .map(({ $patch, ...item }) => item);
  }
  let result = [...current];
  for (const item of items) {
    if (!(mergeKey in item)) {
      throw badRequest(
        `map: ${JSON.stringify(
          item,
        )} does not contain declared merge key: ${mergeKey}`,
      );
    }
    result = mergeItem(result, item, mergeKey, strategy);
  }
  return result;
}

function mergeItem(
  list: unknown[],
  item: Json,
  mergeKey: string,
  strategy: FieldStrategy,
): unknown[] {
  const matches = (other: unknown) =>
    isMap(other) && other[mergeKey] === item[mergeKey];
  if (item.$patch === 'delete') {
    return list.filter(other => !matches(other));
  }
  const schema = resolve(strategy.schema?.items);
  const index = list.findIndex(matches);
  if (index < 0) {
    return [...list, strategicMergePatch({}, item, schema)];
  }
  const merged = strategicMergePatch(list[index] as Json, item, schema);
  return list.map((other, position) => (position === index ? merged : other));
}

/**
 * The order of a merged list: what the patch names goes as the patch (or `$setElementOrder`) says, the rest keeps
 * its place relative to its old neighbours.
 */
function ordered(
  merged: unknown[],
  patch: unknown[],
  current: unknown[],
  order: unknown[] | undefined,
  keyOf: KeyOf,
): unknown[] {
  const wanted = order ?? patch.map(keyOf);
  const rank = new Map(wanted.map((key, index) => [key, index]));
  const oldRank = new Map(current.map((item, index) => [keyOf(item), index]));
  const named = merged
    .filter(item => rank.has(keyOf(item)))
    .sort((a, b) => rank.get(keyOf(a))! - rank.get(keyOf(b))!);
  const others = merged.filter(item => !rank.has(keyOf(item)));
  if (order === undefined) {
    // Without an order the server keeps what it has and appends what is new.
    return merged;
  }
  const result: unknown[] = [];
  while (named.length && others.length) {
    const left = oldRank.get(keyOf(others[0]));
    const right = oldRank.get(keyOf(named[0]));
    const keepFirst = left !== undefined && right !== undefined && left < right;
    result.push(keepFirst ? others.shift() : named.shift());
  }
  return [...result, ...others, ...named];
}
