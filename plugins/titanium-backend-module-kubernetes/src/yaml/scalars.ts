import { Scalar } from 'yaml';

const BOOLEAN_WORDS = /^(?:y|yes|on|n|no|off)$/i;
const OCTAL = /^[-+]?0[0-7]+$/;
/** What one reader takes for a number and another for a text. */
const UNCERTAIN: readonly [RegExp, string][] = [
  [BOOLEAN_WORDS, 'write true or false, or put it in quotes'],
  [/^[-+]?0\d*[89]\d*$/, 'put it in quotes, or leave out the leading zero'],
  [/^[-+]?\d[\d_]*_[\d_]*$/, 'leave out the underscores, or put it in quotes'],
  [/^[-+]?0[bBoO][0-7]+$/, 'write it as a decimal number, or put it in quotes'],
  [
    /^[-+]?(?:\d+\.?\d*|\.\d+)[eE][-+]?\d+$/,
    'write it out, or put it in quotes',
  ],
  [/^[-+]?\d+\.$/, 'leave out the point, or put it in quotes'],
  [/^[-+]?\.(?:inf|nan)$/i, 'there is no such number in Kubernetes'],
];

/** A scalar's value as kubectl reads it, or why readers of YAML do not agree on it. */
export type ScalarReading =
  | { ok: true; value: unknown }
  | { ok: false; reason: string };

/**
 * kubectl reads YAML 1.1, most editors YAML 1.2; where they differ nothing is guessed. Only octal numbers, which
 * manifests use for file modes, are read as kubectl reads them.
 */
export function readScalar(node: Scalar): ScalarReading {
  const { value, source, type } = node;
  if (type === 'PLAIN' && source !== undefined) {
    const uncertain = UNCERTAIN.find(([pattern]) => pattern.test(source));
    if (uncertain) {
      return {
        ok: false,
        reason: `kubectl does not read ${source.slice(
          0,
          40,
        )} as other tools do: ${uncertain[1]}`,
      };
    }
    if (OCTAL.test(source)) {
      return { ok: true, value: parseInt(source, 8) };
    }
  }
  if (
    typeof value === 'number' &&
    !(Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER)
  ) {
    return { ok: false, reason: 'the number is too large to be kept exactly' };
  }
  return value === null ||
    ['string', 'number', 'boolean'].includes(typeof value)
    ? { ok: true, value }
    : { ok: false, reason: 'this kind of value cannot be sent to Kubernetes' };
}
