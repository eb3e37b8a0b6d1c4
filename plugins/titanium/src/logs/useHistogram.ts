import { useApi } from '@backstage/core-plugin-api';
import { SeriesResult } from '@titanium-portal/backstage-plugin-titanium-common';
import { titaniumApiRef } from '@titanium-portal/backstage-plugin-titanium-react';
import { useMemo } from 'react';
import { useRead } from '../pods/drawer/useRead';
import type { TimeRange } from '../time';

const BUCKETS = 80;

/** Lines of each level over time. `query` has no filter of levels, so that each keeps its count. */
export function useHistogram(options: {
  entityRef: string;
  query: string;
  range: TimeRange;
  round: number;
  enabled: boolean;
}): {
  result: SeriesResult | null;
  error: Error | null;
  /** Lines of each level within the range. */
  counts: Readonly<Record<string, number>>;
} {
  const { entityRef, query, range, round, enabled } = options;
  const api = useApi(titaniumApiRef);
  const { answer, error } = useRead(
    api,
    enabled
      ? {
          action: {
            id: 'loki.histogram',
            input: {
              cluster: null,
              query,
              scope: 'entity',
              range,
              buckets: BUCKETS,
            },
          },
          entityRef,
        }
      : null,
    String(round),
  );
  const result = answer?.result.type === 'series' ? answer.result : null;
  const counts = useMemo(
    () =>
      Object.fromEntries(
        (result?.unit === 'bytes' ? [] : result?.series ?? []).map(
          ({ name, points }) => [
            name,
            points.reduce((sum, [, value]) => sum + (value ?? 0), 0),
          ],
        ),
      ),
    [result],
  );
  return { result, error: error ?? null, counts };
}
