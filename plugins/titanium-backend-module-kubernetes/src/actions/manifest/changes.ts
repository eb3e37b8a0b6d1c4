/** Where in an object: names of fields, and names of items in lists whose items have names. */
export type Path = readonly string[];

type Values = Record<string, unknown>;

function isValues(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Lists whose items have names are compared by them, as the API merges them. */
function byName(value: unknown): Map<string, unknown> | undefined {
  if (!Array.isArray(value)) {
    return undefined;
  }
  const names = value.map(item =>
    isValues(item) && typeof item.name === 'string' ? item.name : undefined,
  );
  return names.includes(undefined) || new Set(names).size < names.length
    ? undefined
    : new Map(names.map((name, index) => [name!, value[index]]));
}

function childrenOf(value: unknown): Map<string, unknown> | undefined {
  return isValues(value) ? new Map(Object.entries(value)) : byName(value);
}

function sameShape(before: unknown, after: unknown): boolean {
  return (
    before === undefined ||
    after === undefined ||
    Array.isArray(before) === Array.isArray(after)
  );
}

/**
 * The leaves that differ, down to the last one of whatever was added or removed. Takes values as they are, not redacted:
 * its answers name fields and hold no value.
 */
export function changedPaths(
  before: unknown,
  after: unknown,
  path: Path = [],
): Path[] {
  if (JSON.stringify(before) === JSON.stringify(after)) {
    return [];
  }
  const old = before === undefined ? new Map() : childrenOf(before);
  const next = after === undefined ? new Map() : childrenOf(after);
  const some = (old?.size ?? 0) + (next?.size ?? 0) > 0;
  if (!old || !next || !some || !sameShape(before, after)) {
    return [path];
  }
  return [...new Set([...old.keys(), ...next.keys()])].flatMap(key =>
    changedPaths(old.get(key), next.get(key), [...path, key]),
  );
}

/** A path as people write it: `spec.template.spec.hostNetwork`. */
export function pathText(path: Path): string {
  return path
    .map(part => (/^[A-Za-z0-9_-]+$/.test(part) ? part : JSON.stringify(part)))
    .join('.');
}
