const UNITS: Record<string, number> = {
  h: 3600,
  m: 60,
  s: 1,
  ms: 1e-3,
  us: 1e-6,
  µs: 1e-6,
  ns: 1e-9,
};

/** Whole seconds of a duration such as `1h30m`, rounded up; null when it is none, or not above zero. */
export function durationSeconds(text: string): number | null {
  if (
    text.length > 40 ||
    !/^(?:\d{1,9}(?:\.\d{1,9})?(?:h|ms|m|s|us|µs|ns))+$/.test(text)
  ) {
    return null;
  }
  let seconds = 0;
  for (const [, amount, unit] of text.matchAll(
    /([\d.]+)(h|ms|m|s|us|µs|ns)/g,
  )) {
    seconds += Number(amount) * UNITS[unit];
  }
  // Sums of binary fractions: a second too many is not wanted for 0.1s * 10.
  const whole = Math.ceil(Number(seconds.toFixed(6)));
  return whole > 0 ? whole : null;
}
