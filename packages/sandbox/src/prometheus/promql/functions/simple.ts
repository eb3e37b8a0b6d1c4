/** A function of each value by itself. Further arguments are scalars. */
export type SimpleFunction = (value: number, ...args: number[]) => number;

const DAY_MS = 24 * 60 * 60_000;
/** The calendar repeats itself after 400 years, and dates of this language end before those of the server. */
const CYCLE_S = 146_097 * 24 * 60 * 60;
const MOST_S = 2 ** 63;

/** Whole seconds as the server takes them: what it cannot hold is the least that it can. */
function whole(seconds: number): number {
  return Math.abs(seconds) < MOST_S ? Math.trunc(seconds) : -MOST_S;
}

function date(seconds: number): Date {
  if (whole(seconds) === -MOST_S) {
    // A Sunday in the year 292277026596.
    return new Date(Date.UTC(2196, 11, 4, 15, 30, 8));
  }
  const rest = whole(seconds) % CYCLE_S;
  return new Date((rest < 0 ? rest + CYCLE_S : rest) * 1000);
}

function year(seconds: number): number {
  if (whole(seconds) === -MOST_S) {
    return 292_277_026_596;
  }
  const cycles = Math.floor(whole(seconds) / CYCLE_S);
  return date(seconds).getUTCFullYear() + 400 * cycles;
}

function daysInMonth(seconds: number): number {
  const at = date(seconds);
  return new Date(
    Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0),
  ).getUTCDate();
}

function dayOfYear(seconds: number): number {
  const at = date(seconds);
  return (
    Math.floor((at.getTime() - Date.UTC(at.getUTCFullYear(), 0, 1)) / DAY_MS) +
    1
  );
}

/** Go's: where one is infinite, it decides, whatever the other is. */
function lesser(a: number, b: number): number {
  return a === -Infinity || b === -Infinity ? -Infinity : Math.min(a, b);
}

function greater(a: number, b: number): number {
  return a === Infinity || b === Infinity ? Infinity : Math.max(a, b);
}

/** Halves up; `to` is the unit. */
function round(value: number, to = 1): number {
  const inverse = 1 / to;
  return Math.floor(value * inverse + 0.5) / inverse;
}

export const SIMPLE_FUNCTIONS: Readonly<Record<string, SimpleFunction>> = {
  abs: Math.abs,
  acos: Math.acos,
  acosh: Math.acosh,
  asin: Math.asin,
  asinh: Math.asinh,
  atan: Math.atan,
  atanh: Math.atanh,
  ceil: Math.ceil,
  cos: Math.cos,
  cosh: Math.cosh,
  deg: value => (value * 180) / Math.PI,
  exp: Math.exp,
  floor: Math.floor,
  ln: Math.log,
  log10: Math.log10,
  log2: Math.log2,
  rad: value => (value * Math.PI) / 180,
  round,
  sgn: value => Math.sign(value),
  sin: Math.sin,
  sinh: Math.sinh,
  sqrt: Math.sqrt,
  tan: Math.tan,
  tanh: Math.tanh,
  clamp: (value, least, most) => greater(least, lesser(most, value)),
  clamp_max: lesser,
  clamp_min: greater,
};

export const CALENDAR_FUNCTIONS: Readonly<Record<string, SimpleFunction>> = {
  day_of_month: value => date(value).getUTCDate(),
  day_of_week: value => date(value).getUTCDay(),
  day_of_year: dayOfYear,
  days_in_month: daysInMonth,
  hour: value => date(value).getUTCHours(),
  minute: value => date(value).getUTCMinutes(),
  month: value => date(value).getUTCMonth() + 1,
  year,
};
