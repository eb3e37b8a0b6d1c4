import { around, rangeSearch } from '../time';
import { GROUP_LEVELS } from './model/buckets';

/** Search of a link to the lines around a moment, beginning there; of all levels, or only those of errors. */
export function logsSearch(time: number, only?: 'errors'): string {
  const params = new URLSearchParams(rangeSearch(around(time)));
  params.set('at', String(Math.round(time)));
  if (only) GROUP_LEVELS.error.forEach(level => params.append('level', level));
  return `?${params}`;
}
