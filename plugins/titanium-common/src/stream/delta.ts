import { CollectionDelta } from './types';

/** Keyed rows of one collection. @public */
export type Rows = Record<string, object>;

// A key named `__proto__` must become a field, not a prototype.
function set<T>(target: Record<string, T>, key: string, value: T) {
  if (key === '__proto__') {
    Object.defineProperty(target, key, {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  } else {
    target[key] = value;
  }
}

/** Whether two JSON values are the same. Absent and `undefined` fields count as equal. @public */
export function sameJson(a: unknown, b: unknown): boolean {
  if (Object.is(a, b) || a === b) {
    return true;
  }
  if (
    typeof a !== 'object' ||
    typeof b !== 'object' ||
    a === null ||
    b === null
  ) {
    return false;
  }
  if (Array.isArray(a) || Array.isArray(b)) {
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((item, index) => sameJson(item, b[index]))
    );
  }
  const left = a as Record<string, unknown>;
  const right = b as Record<string, unknown>;
  const keys = definedKeys(left);
  return (
    keys.length === definedKeys(right).length &&
    keys.every(
      key => Object.hasOwn(right, key) && sameJson(left[key], right[key]),
    )
  );
}

function definedKeys(value: Record<string, unknown>): string[] {
  return Object.keys(value).filter(key => value[key] !== undefined);
}

/**
 * What changed between two versions of a row: `undefined` when nothing did, the whole row when a field went away (a
 * patch cannot say so), else the changed fields.
 * @public
 */
export function diffRow(
  before: object | undefined,
  after: object,
): { put: object } | { patch: object } | undefined {
  if (before === after) {
    return undefined;
  }
  if (!before) {
    return { put: after };
  }
  const old = before as Record<string, unknown>;
  const now = after as Record<string, unknown>;
  if (
    definedKeys(old).some(
      key => !Object.hasOwn(now, key) || now[key] === undefined,
    )
  ) {
    return { put: after };
  }
  const patch: Record<string, unknown> = {};
  let changed = false;
  for (const key of definedKeys(now)) {
    if (!Object.hasOwn(old, key) || !sameJson(old[key], now[key])) {
      set(patch, key, now[key]);
      changed = true;
    }
  }
  return changed ? { patch } : undefined;
}

/** Collects changes of one collection. */
class DeltaBuilder {
  readonly #put: Rows = {};
  readonly #patch: Rows = {};
  readonly #remove: string[] = [];

  row(key: string, before: object | undefined, after: object | undefined) {
    if (!after) {
      if (before) this.#remove.push(key);
      return;
    }
    const change = diffRow(before, after);
    if (change && 'put' in change) set(this.#put, key, change.put);
    if (change && 'patch' in change) set(this.#patch, key, change.patch);
  }

  build(): CollectionDelta | undefined {
    const delta: CollectionDelta = {};
    if (Object.keys(this.#put).length) delta.put = this.#put;
    if (Object.keys(this.#patch).length) delta.patch = this.#patch;
    if (this.#remove.length) delta.remove = this.#remove;
    return Object.keys(delta).length ? delta : undefined;
  }
}

/** The delta between two versions of a collection, over all keys or only those given. @public */
export function diffRows(
  before: Rows,
  after: Rows,
  keys?: Iterable<string>,
): CollectionDelta | undefined {
  const builder = new DeltaBuilder();
  for (const key of keys ??
    new Set([...Object.keys(before), ...Object.keys(after)])) {
    builder.row(key, own(before, key), own(after, key));
  }
  return builder.build();
}

function own(rows: Rows, key: string): object | undefined {
  return Object.hasOwn(rows, key) ? rows[key] : undefined;
}

/**
 * Applies a delta. Rows that did not change keep their identity; without any change the collection does too. A patch of
 * an unknown row is ignored: it can only be late.
 * @public
 */
export function applyDelta(rows: Rows, delta: CollectionDelta): Rows {
  const next: Rows = { ...rows };
  let changed = false;
  for (const key of delta.remove ?? []) {
    changed = Object.hasOwn(next, key) || changed;
    delete next[key];
  }
  for (const [key, row] of Object.entries(delta.put ?? {})) {
    set(next, key, row);
    changed = true;
  }
  for (const [key, fields] of Object.entries(delta.patch ?? {})) {
    if (Object.hasOwn(next, key)) {
      set(next, key, { ...next[key], ...fields });
      changed = true;
    }
  }
  return changed ? next : rows;
}
