/** A time with its zone, as read in a title. @public */
export function absoluteTime(iso: string): string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime())
    ? iso
    : date.toLocaleString(undefined, {
        dateStyle: 'medium',
        timeStyle: 'long',
      });
}

/** Hours and minutes, with the day when it is not today: "02:14", "Nov 21, 02:14". @public */
export function clockTime(time: string | number, now: number): string {
  const date = new Date(time);
  const today = new Date(now).toDateString() === date.toDateString();
  return date.toLocaleString(undefined, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(today ? {} : { month: 'short', day: 'numeric' }),
  });
}
