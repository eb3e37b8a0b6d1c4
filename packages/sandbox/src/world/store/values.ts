/** Freezes a JSON value in depth. A frozen branch is taken as frozen in depth, so shared branches cost nothing. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const child of Object.values(value)) {
      deepFreeze(child);
    }
  }
  return value;
}

/** Equality of JSON values; a field that is `undefined` counts as absent, as it is on the wire. */
export function deepEqual(left: unknown, right: unknown): boolean {
  if (left === right) {
    return true;
  }
  if (
    typeof left !== 'object' ||
    typeof right !== 'object' ||
    left === null ||
    right === null ||
    Array.isArray(left) !== Array.isArray(right)
  ) {
    return false;
  }
  if (Array.isArray(left) && Array.isArray(right)) {
    return (
      left.length === right.length &&
      left.every((item, index) => deepEqual(item, right[index]))
    );
  }
  return equalFields(
    left as Record<string, unknown>,
    right as Record<string, unknown>,
  );
}

function equalFields(
  left: Record<string, unknown>,
  right: Record<string, unknown>,
): boolean {
  for (const key of Object.keys(left)) {
    if (!deepEqual(left[key], right[key])) {
      return false;
    }
  }
  for (const key of Object.keys(right)) {
    if (right[key] !== undefined && left[key] === undefined) {
      return false;
    }
  }
  return true;
}
