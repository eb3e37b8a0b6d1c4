const UNITS = ['B', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi'];

/** Millicores as people write them: 41m, 1.5. @public */
export function formatCpu(millicores: number): string {
  if (millicores < 1000) {
    return `${Math.round(millicores)}m`;
  }
  return String(Math.round(millicores / 10) / 100);
}

/** Bytes with a binary unit and at most three digits: 180Mi, 1.5Gi. @public */
export function formatMemory(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit += 1;
  }
  const digits = value < 10 && unit > 2 ? 1 : 0;
  return `${Number(value.toFixed(digits))}${UNITS[unit]}`;
}
