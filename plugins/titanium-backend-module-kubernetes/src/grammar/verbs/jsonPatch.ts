/** A number of a patch, or what is wrong with the text. */
export type PatchReading =
  | { ok: true; numbers: Readonly<Record<string, number>> }
  | { ok: false; why: 'json' | 'twice' | 'shape' };

/** Longer patches of one or a few numbers are not written. */
const LONGEST = 1000;

/** Every key that the text writes, in order; JSON.parse would keep only the last of two. */
function keysOf(text: string): string[] {
  return [...text.matchAll(/"((?:[^"\\]|\\.)*)"\s*:/g)].map(([, key]) => key);
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Reads `{"spec":{"minReplicas":2}}`: JSON whose spec holds whole numbers under some of the known keys, at least one, and
 * nothing else anywhere.
 */
export function readSpecPatch(
  text: string,
  known: readonly string[],
): PatchReading {
  let value: unknown;
  try {
    value = text.length > LONGEST ? undefined : JSON.parse(text);
  } catch {
    return { ok: false, why: 'json' };
  }
  const keys = keysOf(text);
  if (new Set(keys).size !== keys.length) {
    return { ok: false, why: 'twice' };
  }
  const spec = isPlain(value) ? value.spec : undefined;
  const entries = isPlain(spec) ? Object.entries(spec) : [];
  const fits =
    isPlain(value) &&
    Object.keys(value).length === 1 &&
    entries.length > 0 &&
    // Keys are compared as written, so that none can hide behind an escape.
    keys.length === entries.length + 1 &&
    keys.every(key => key === 'spec' || known.includes(key)) &&
    entries.every(
      ([key, number]) => known.includes(key) && Number.isSafeInteger(number),
    );
  return fits
    ? {
        ok: true,
        numbers: Object.fromEntries(entries) as Record<string, number>,
      }
    : { ok: false, why: 'shape' };
}
