/** Steps downwards; `from` where one begins later than at its factor. */
type Scale = readonly (readonly [
  factor: number,
  symbol: string,
  from?: number,
])[];

const COUNT: Scale = [
  [1e12, ' T'],
  [1e9, ' G'],
  [1e6, ' M'],
  [1e3, ' k', 1e4],
];
const SECONDS: Scale = [
  [86_400, ' d'],
  [3600, ' h'],
  [60, ' min'],
  [1, ' s'],
  [1e-3, ' ms'],
  [1e-6, ' µs'],
  [1e-9, ' ns'],
];
const BINARY: Scale = [
  [2 ** 50, ' PiB'],
  [2 ** 40, ' TiB'],
  [2 ** 30, ' GiB'],
  [2 ** 20, ' MiB'],
  [2 ** 10, ' KiB'],
  [1, ' B'],
];
const DECIMAL: Scale = [
  [1e15, ' PB'],
  [1e12, ' TB'],
  [1e9, ' GB'],
  [1e6, ' MB'],
  [1e3, ' kB'],
  [1, ' B'],
];

/** What a unit id does to a value: a factor, a scale of steps or none, and what stands behind. */
interface Unit {
  factor?: number;
  scale?: Scale;
  suffix?: string;
}

/** Units by Grafana's ids. */
const UNITS: Record<string, Unit> = {
  short: { scale: COUNT },
  none: {},
  percent: { suffix: ' %' },
  percentunit: { factor: 100, suffix: ' %' },
  reqps: { scale: COUNT, suffix: ' req/s' },
  rps: { scale: COUNT, suffix: ' req/s' },
  cps: { scale: COUNT, suffix: ' /s' },
  ops: { scale: COUNT, suffix: ' ops/s' },
  reqpm: { scale: COUNT, suffix: ' req/min' },
  opm: { scale: COUNT, suffix: ' ops/min' },
  dtdurations: { scale: SECONDS },
  s: { scale: SECONDS },
  ms: { factor: 1e-3, scale: SECONDS },
  µs: { factor: 1e-6, scale: SECONDS },
  ns: { factor: 1e-9, scale: SECONDS },
  m: { factor: 60, scale: SECONDS },
  h: { factor: 3600, scale: SECONDS },
  d: { factor: 86_400, scale: SECONDS },
  bytes: { scale: BINARY },
  bits: { factor: 1 / 8, scale: BINARY },
  kbytes: { factor: 1024, scale: BINARY },
  mbytes: { factor: 1024 ** 2, scale: BINARY },
  decbytes: { scale: DECIMAL },
  binBps: { scale: BINARY, suffix: '/s' },
  Bps: { scale: DECIMAL, suffix: '/s' },
  cores: { suffix: ' CPU' },
};

function unitOf(id: string | null): Unit {
  if (!id) return UNITS.short;
  if (id.startsWith('suffix:')) return { suffix: ` ${id.slice(7)}` };
  return UNITS[id] ?? UNITS.short;
}

const formats = new Map<string, Intl.NumberFormat>();

function print(value: number, decimals: number | null): string {
  const size = Math.abs(value);
  let options: Intl.NumberFormatOptions;
  if (decimals !== null) {
    options = {
      minimumFractionDigits: Math.min(decimals, 10),
      maximumFractionDigits: Math.min(decimals, 10),
    };
  } else if (size >= 100 || size === 0) options = { maximumFractionDigits: 0 };
  else if (size >= 10) options = { maximumFractionDigits: 1 };
  else if (size >= 1) options = { maximumFractionDigits: 2 };
  else options = { maximumSignificantDigits: 2 };
  const key = JSON.stringify(options);
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(undefined, options);
    formats.set(key, format);
  }
  return format.format(value);
}

/** A value with its unit as people read it: `1.2 k req/s`, `4.5 %`, `180 MiB`. A dash for none. */
export function formatValue(
  value: number | null | undefined,
  unit: string | null,
  decimals: number | null = null,
): string {
  if (value === null || value === undefined || Number.isNaN(value)) return '–';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  const { factor = 1, scale, suffix = '' } = unitOf(unit);
  const scaled = value * factor;
  const size = Math.abs(scaled);
  // Zero and what is smaller than all steps is said in the last step, `0 s` in the base one.
  const step =
    size === 0
      ? scale?.find(([each]) => each === 1)
      : scale?.find(([each, , from = each]) => size >= from) ??
        scale?.filter(([each]) => each <= 1).slice(-1)[0];
  return step
    ? `${print(scaled / step[0], decimals)}${step[1]}${suffix}`
    : `${print(scaled, decimals)}${suffix}`;
}
