/** How long ago, in the one unit that people read: `value` of `unit`. */
export function age(
  from: number,
  to: number,
): { unit: 'now' | 'seconds' | 'minutes' | 'hours' | 'days'; value: number } {
  const seconds = Math.max(0, Math.round((to - from) / 1000));
  if (seconds < 3) {
    return { unit: 'now', value: 0 };
  }
  if (seconds < 60) {
    return { unit: 'seconds', value: seconds };
  }
  if (seconds < 3600) {
    return { unit: 'minutes', value: Math.floor(seconds / 60) };
  }
  if (seconds < 48 * 3600) {
    return { unit: 'hours', value: Math.floor(seconds / 3600) };
  }
  return { unit: 'days', value: Math.floor(seconds / 86_400) };
}
