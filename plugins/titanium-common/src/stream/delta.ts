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

/** Changed fields of list items: by field of the row, then by index. @public */
export type ItemsDelta = Record<string, Record<string, object>>;

/** @public */
export type RowDelta = { put: object } | { patch?: object; items?: ItemsDelta };

/**
 * What changed between two versions of a row: `undefined` when nothing did, the whole row when a field went away (a
 * patch cannot say so), else the changed fields. Of a list of objects that kept its length only the changed fields of
 * its changed items are named, in `items`.
 * @public
 */
export function diffRow(
  before: object | undefined,
  after: object,
): RowDelta | undefined {
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
  const items: ItemsDelta = {};
  for (const key of definedKeys(now)) {
    if (Object.hasOwn(old, key) && sameJson(old[key], now[key])) {
      continue;
    }
    const changed = Object.hasOwn(old, key) && diffItems(old[key], now[key]);
    if (changed) {
      set(items, key, changed);
    } else {
      set(patch, key, now[key]);
    }
  }
  const delta = {
    ...(Object.keys(patch).length ? { patch } : {}),
    ...(Object.keys(items).length ? { items } : {}),
  };
  return Object.keys(delta).length ? delta : undefined;
}

/** The changed items of a list by index, when both lists hold as many objects and no item lost a field. */
function diffItems(
  before: unknown,
  after: unknown,
): Record<string, object> | undefined {
  if (
    !Array.isArray(before) ||
    !Array.isArray(after) ||
    before.length !== after.length
  ) {
    return undefined;
  }
  const changed: Record<string, object> = {};
  for (let index = 0; index < after.length; index++) {
    if (sameJson(before[index], after[index])) {
      continue;
    }
    if (!isObject(before[index]) || !isObject(after[index])) {
      return undefined;
    }
    const delta = diffRow(before[index], after[index]);
    // Items within items are sent whole: one level is what rows have.
    if (!delta || 'put' in delta || delta.items || !delta.patch) {
      return undefined;
    }
    changed[index] = delta.patch;
  }
  return changed;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function applyItems(row: object, items: ItemsDelta): object {
  const next: Record<string, unknown> = { ...row };
  for (const [field, changes] of Object.entries(items)) {
    const list = Object.hasOwn(next, field) ? next[field] : undefined;
    if (Array.isArray(list)) {
      set(
        next,
        field,
        list.map((item, index) =>
          Object.hasOwn(changes, index) && isObject(item)
            ? merged(item, changes[index])
            : item,
        ),
      );
    }
  }
  return next;
}

function merged(row: object, fields: object): object {
  const next: Record<string, unknown> = { ...row };
  for (const [key, value] of Object.entries(fields)) {
    set(next, key, value);
  }
  return next;
}

/** Collects changes of one collection. @public */
export class DeltaBuilder {
  readonly #put: Rows = {};
  readonly #patch: Rows = {};
  readonly #items: Record<string, ItemsDelta> = {};
  readonly #remove: string[] = [];

  /** Adds what happened to a row; absent `before` or `after` means that it came or went. */
  row(
    key: string,
    before: object | undefined,
    after: object | undefined,
  ): void {
    if (!after) {
      if (before) this.#remove.push(key);
      return;
    }
    const change = diffRow(before, after);
    if (!change) return;
    if ('put' in change) {
      set(this.#put, key, change.put);
      return;
    }
    if (change.patch) set(this.#patch, key, change.patch);
    if (change.items) set(this.#items, key, change.items);
  }

  /** All changes added, or undefined when there were none. */
  build(): CollectionDelta | undefined {
    const delta: CollectionDelta = {};
    if (Object.keys(this.#put).length) delta.put = this.#put;
    if (Object.keys(this.#patch).length) delta.patch = this.#patch;
    if (Object.keys(this.#items).length) delta.items = this.#items;
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
      set(next, key, merged(next[key], fields));
      changed = true;
    }
  }
  for (const [key, items] of Object.entries(delta.items ?? {})) {
    if (Object.hasOwn(next, key)) {
      set(next, key, applyItems(next[key], items));
      changed = true;
    }
  }
  return changed ? next : rows;
}
