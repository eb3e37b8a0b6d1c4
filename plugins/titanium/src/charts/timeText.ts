const DAY = 24 * 3600_000;

const clock = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const exactClock = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});
const day = new Intl.DateTimeFormat(undefined, {
  month: 'short',
  day: 'numeric',
});

/** A moment as exact as a chart of such a span can show. */
export function momentText(time: number, span: number): string {
  const text = (span > 3 * 3600_000 ? clock : exactClock).format(time);
  return span > 12 * 3600_000 ? `${day.format(time)} ${text}` : text;
}

/** Labels of a time axis: the clock, and the day where it changes. */
export function axisTimes(splits: readonly number[], step: number): string[] {
  if (step >= DAY) return splits.map(time => day.format(time));
  const format = step < 60_000 ? exactClock : clock;
  return splits.map(time => {
    const date = new Date(time);
    const midnight =
      date.getHours() === 0 &&
      date.getMinutes() === 0 &&
      date.getSeconds() === 0;
    return midnight ? day.format(time) : format.format(time);
  });
}
