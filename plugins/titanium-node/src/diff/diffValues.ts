import { JsonObject, JsonValue } from '@backstage/types';
import { DiffEntry } from '@titanium-portal/backstage-plugin-titanium-common';
import { DiffFunction } from '../actions/types';

type Json = JsonValue | undefined;

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Lists whose items have names are compared by them, as the API merges them. */
function byName(value: Json): Map<string, Json> | undefined {
  if (!Array.isArray(value) || value.length === 0) {
    return undefined;
  }
  const names = value.map(item =>
    isObject(item) && typeof item.name === 'string' ? item.name : undefined,
  );
  return names.includes(undefined) || new Set(names).size < names.length
    ? undefined
    : new Map(names.map((name, index) => [name!, value[index]]));
}

function text(value: Json): string | null {
  return value === undefined ? null : JSON.stringify(value);
}

/** `spec.template`, `metadata.annotations["x/y"]`, `containers[app]`. */
function join(path: string, key: string): string {
  if (!/^[A-Za-z_][\w-]*$/.test(key)) {
    return `${path}[${JSON.stringify(key)}]`;
  }
  return path ? `${path}.${key}` : key;
}

function* compare(
  path: string,
  before: Json,
  after: Json,
): Generator<DiffEntry> {
  const [oldText, newText] = [text(before), text(after)];
  if (oldText === newText) {
    return;
  }
  if (isObject(before) && isObject(after)) {
    for (const key of new Set([
      ...Object.keys(before),
      ...Object.keys(after),
    ])) {
      yield* compare(join(path, key), before[key], after[key]);
    }
    return;
  }
  const [oldItems, newItems] = [byName(before), byName(after)];
  if (oldItems && newItems) {
    for (const name of new Set([...oldItems.keys(), ...newItems.keys()])) {
      yield* compare(
        `${path}[${name}]`,
        oldItems.get(name),
        newItems.get(name),
      );
    }
    return;
  }
  yield { path, before: oldText, after: newText };
}

/**
 * The leaves that differ between two plain values, in the order of the first. Lists whose items have names are compared
 * by them. Takes redacted values: what it is given is shown.
 * @public
 */
export const diffValues: DiffFunction = (before, after) => [
  ...compare('', before ?? undefined, after ?? undefined),
];
