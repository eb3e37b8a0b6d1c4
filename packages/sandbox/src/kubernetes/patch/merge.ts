type Json = Record<string, any>;

export function isMap(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Sets a field even when its name is `__proto__`. */
export function setField(target: Json, name: string, value: unknown): void {
  Object.defineProperty(target, name, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

export function getField(source: Json, name: string): unknown {
  return Object.prototype.hasOwnProperty.call(source, name)
    ? source[name]
    : undefined;
}

/** RFC 7386: null removes, objects merge, anything else replaces. */
export function mergePatch(target: unknown, patch: Json): Json {
  const result: Json = isMap(target) ? { ...target } : {};
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) {
      delete result[name];
    } else if (isMap(value)) {
      setField(result, name, mergePatch(getField(result, name), value));
    } else {
      setField(result, name, value);
    }
  }
  return result;
}
