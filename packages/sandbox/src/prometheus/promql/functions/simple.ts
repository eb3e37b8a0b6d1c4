/** A function of each value by itself. Further arguments are scalars. */
export type SimpleFunction = (value: number, ...args: number[]) => number;

const DAY_MS = 24 * 60 * 60_000;
const date = (seconds: number) => new Date(Math.trunc(seconds) * 1000);

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
  clamp: (value, least, most) => Math.max(least, Math.min(most, value)),
  clamp_max: (value, most) => Math.min(value, most),
  clamp_min: (value, least) => Math.max(value, least),
};

export const CALENDAR_FUNCTIONS: Readonly<Record<string, SimpleFunction>> = {
  day_of_month: value => date(value).getUTCDate(),
  day_of_week: value => date(value).getUTCDay(),
  day_of_year: dayOfYear,
  days_in_month: daysInMonth,
  hour: value => date(value).getUTCHours(),
  minute: value => date(value).getUTCMinutes(),
  month: value => date(value).getUTCMonth() + 1,
  year: value => date(value).getUTCFullYear(),
};
