/** Milliseconds between two times as minutes and seconds. */
export function duration(
  from: string,
  to: string,
): { minutes: number; seconds: number } {
  const total = Math.max(
    0,
    Math.round((Date.parse(to) - Date.parse(from)) / 1000),
  );
  return { minutes: Math.floor(total / 60), seconds: total % 60 };
}
