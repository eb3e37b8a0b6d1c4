import { isDeepStrictEqual } from 'node:util';
import { JsonObject, JsonValue } from '@backstage/types';

type Json = JsonValue | undefined;

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function names(value: JsonValue[]): string[] | undefined {
  const found = value.map(item =>
    isObject(item) && typeof item.name === 'string' ? item.name : undefined,
  );
  return found.includes(undefined) || new Set(found).size < found.length
    ? undefined
    : (found as string[]);
}

function find(list: JsonValue[], name: string): Json {
  return list.find(item => isObject(item) && item.name === name);
}

/** Whether what lives is kept where the old and the new manifest agree. */
export interface MergeOptions {
  /** The live object is as the old manifest says, in the platform's own notation. */
  inSync: boolean;
}

function mergeLists(
  before: Json,
  wanted: JsonValue[],
  live: JsonValue[],
  options: MergeOptions,
): JsonValue[] {
  const old = Array.isArray(before) ? before : [];
  const wantedNames = names(wanted);
  const liveNames = names(live);
  if (wantedNames && liveNames) {
    const kept = liveNames.filter(
      name => wantedNames.includes(name) || find(old, name) === undefined,
    );
    const order = [...new Set([...kept, ...wantedNames])];
    return order.map(name => {
      const next = find(wanted, name);
      return next === undefined
        ? find(live, name)!
        : merge(find(old, name), next, find(live, name), options)!;
    });
  }
  return wanted.length === live.length
    ? wanted.map((item, at) => merge(old[at], item, live[at], options)!)
    : wanted;
}

/**
 * What a live value becomes when a manifest is applied: fields of the manifest win, fields that only the old manifest
 * had go, everything else (defaults, what controllers set) stays.
 */
export function merge(
  before: Json,
  wanted: Json,
  live: Json,
  options: MergeOptions,
): Json {
  if (
    options.inSync &&
    live !== undefined &&
    isDeepStrictEqual(before, wanted)
  ) {
    return live;
  }
  if (isObject(wanted) && isObject(live)) {
    const old = isObject(before) ? before : {};
    const result: JsonObject = {};
    for (const [key, value] of Object.entries(live)) {
      if (key in wanted || !(key in old)) {
        result[key] = value;
      }
    }
    for (const [key, value] of Object.entries(wanted)) {
      if (value !== null || live[key] !== undefined) {
        result[key] = merge(old[key], value, live[key], options);
      }
    }
    return result;
  }
  if (Array.isArray(wanted) && Array.isArray(live)) {
    return mergeLists(before, wanted, live, options);
  }
  return wanted;
}
