/** Upper bounds of Istio's duration histogram, in milliseconds. */
export const BOUNDS = [
  0.5,
  1,
  5,
  10,
  25,
  50,
  100,
  250,
  500,
  1000,
  2500,
  5000,
  10000,
  30000,
  60000,
  300000,
  600000,
  1800000,
  3600000,
  Infinity,
];

export const BOUND_NAMES = BOUNDS.map(bound =>
  bound === Infinity ? '+Inf' : String(bound),
);

/** A log-normal distribution of durations. */
export interface Latency {
  medianMs: number;
  sigma: number;
}

/** Abramowitz and Stegun 7.1.26: the error function to about 1e-7. */
function erf(x: number): number {
  const t = 1 / (1 + 0.3275911 * Math.abs(x));
  const series =
    t *
    (0.254829592 +
      t *
        (-0.284496736 +
          t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  const value = 1 - series * Math.exp(-x * x);
  return x < 0 ? -value : value;
}

/** The share of requests within each bound. */
export function sharesOf({ medianMs, sigma }: Latency): Float64Array {
  const middle = Math.log(medianMs);
  return Float64Array.from(BOUNDS, bound =>
    bound === Infinity
      ? 1
      : 0.5 * (1 + erf((Math.log(bound) - middle) / (sigma * Math.SQRT2))),
  );
}

export const meanOf = ({ medianMs, sigma }: Latency) =>
  medianMs * Math.exp((sigma * sigma) / 2);
