const BINARY: Record<string, number> = {
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
};
const DECIMAL: Record<string, number> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
};

/** A cluster writes few different quantities, and asks for them all the time. */
const known = new Map<string, number>();
const MOST_KNOWN = 1000;

/** A Kubernetes quantity as a number: `500m` is 0.5, `1Gi` is 1073741824. 0 when absent or malformed. */
export function quantity(value: string | number | undefined): number {
  if (typeof value !== 'string') {
    return value ?? 0;
  }
  let number = known.get(value);
  if (number === undefined) {
    number = parse(value);
    if (known.size < MOST_KNOWN) {
      known.set(value, number);
    }
  }
  return number;
}

function parse(value: string): number {
  const match = /^([+-]?[0-9.]+(?:[eE][+-]?\d+)?)([a-zA-Z]*)$/.exec(value);
  const unit = match && (BINARY[match[2]] ?? DECIMAL[match[2]]);
  return unit ? Number(match[1]) * unit : 0;
}

/** CPU in millicores. */
export function milliCpu(value: string | number | undefined): number {
  return Math.round(quantity(value) * 1000);
}
