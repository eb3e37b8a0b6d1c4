import { quoteWord } from '@titanium-portal/backstage-plugin-titanium-common';
import { RangeInput } from '../range';

/** The same with Loki's own command line. */
export function logcli(input: {
  query: string;
  range: RangeInput;
  limit?: number;
  direction?: 'backward' | 'forward';
}): string {
  const { query, range, limit, direction } = input;
  return [
    'logcli query',
    quoteWord(query || '{}'),
    ...('last' in range
      ? [`--since=${range.last}s`]
      : [
          `--from=${new Date(range.from).toISOString()}`,
          `--to=${new Date(range.to).toISOString()}`,
        ]),
    ...(limit === undefined ? [] : [`--limit=${limit}`]),
    ...(direction === 'forward' ? ['--forward'] : []),
  ].join(' ');
}
