import { Mark, MarkRange } from '../types';

/**
 * Marks in order of time. A range of two times keeps what lies in it, or reaches into it; a relative one keeps all, for
 * only the platforms know what time it is there: charts cut at their own axis.
 */
export function marksInRange(
  marks: readonly Mark[],
  range: MarkRange | undefined,
): Mark[] {
  const known = marks.filter(({ time }) => !Number.isNaN(time));
  const within =
    range && 'from' in range
      ? known.filter(
          ({ time, until }) =>
            time <= range.to && (until ?? time) >= range.from,
        )
      : known;
  return [...within].sort((a, b) => a.time - b.time);
}
