import { StatementFilter } from '../types';

const DATE = /\$\(date( +-u)? +\+["']?([%A-Za-z0-9_.:-]+)["']? *\)/g;

function format(pattern: string, date: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const fields: Record<string, string> = {
    Y: String(date.getUTCFullYear()),
    y: two(date.getUTCFullYear() % 100),
    m: two(date.getUTCMonth() + 1),
    d: two(date.getUTCDate()),
    H: two(date.getUTCHours()),
    M: two(date.getUTCMinutes()),
    S: two(date.getUTCSeconds()),
    F: date.toISOString().slice(0, 10),
    T: date.toISOString().slice(11, 19),
    s: String(Math.floor(date.getTime() / 1000)),
    '%': '%',
  };
  return pattern.replace(/%(.)/g, (all, letter: string) =>
    Object.hasOwn(fields, letter) ? fields[letter] : all,
  );
}

/**
 * The file name of a statement that ends in `> name`, with its `$(date ...)` in UTC; null when it has none. Colons
 * become dashes: not every system has them in file names.
 * @public
 */
export function downloadName(
  filters: readonly StatementFilter[],
  now: Date,
): string | null {
  const name = filters.find(filter => filter.name === 'download')?.args[0];
  return name === undefined
    ? null
    : name
        .replace(DATE, (_, _utc, pattern: string) => format(pattern, now))
        .replace(/:/g, '-');
}
