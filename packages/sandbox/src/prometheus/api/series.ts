import { Matcher, Tsdb } from '../../world/metrics';
import { MemorySeries } from '../../world/metrics/tsdb/series';
import { parseSelector } from '../promql/syntax/parse';
import { ApiError, invalid, parameter, parseTime } from './parameters';

const LABEL_NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

function selectors(values: URLSearchParams): Matcher[][] {
  return values.getAll('match[]').map(text => {
    try {
      return parseSelector(text);
    } catch (error) {
      throw invalid('match[]', (error as Error).message);
    }
  });
}

function found(tsdb: Tsdb, values: URLSearchParams): MemorySeries[] {
  const from = parameter(values, 'start', parseTime, -Infinity);
  const to = parameter(values, 'end', parseTime, Infinity);
  if (to < from) {
    throw invalid('end', 'end timestamp must not be before start timestamp');
  }
  const wanted = selectors(values);
  const sets = wanted.length > 0 ? wanted : [[]];
  return [...new Set(sets.flatMap(set => tsdb.find(set, from, to)))];
}

const unique = (texts: readonly string[]) => [...new Set(texts)].sort();

/** `/api/v1/series`, `/labels`, `/label/<name>/values`. */
export function seriesRoutes(tsdb: Tsdb) {
  return {
    series(values: URLSearchParams): string {
      if (!values.has('match[]')) {
        throw new ApiError('bad_data', 'no match[] parameter provided');
      }
      return JSON.stringify(
        found(tsdb, values).map(({ labels }) => labels.toObject()),
      );
    },
    labels(values: URLSearchParams): string {
      return JSON.stringify(
        unique(
          found(tsdb, values).flatMap(({ labels }) =>
            labels.pairs.map(([name]) => name),
          ),
        ),
      );
    },
    label(values: URLSearchParams): string {
      const name = values.get('name')!;
      if (!LABEL_NAME.test(name)) {
        throw new ApiError(
          'bad_data',
          `invalid label name: ${JSON.stringify(name)}`,
        );
      }
      return JSON.stringify(
        unique(
          found(tsdb, values)
            .map(({ labels }) => labels.get(name))
            .filter(value => value !== ''),
        ),
      );
    },
  };
}
