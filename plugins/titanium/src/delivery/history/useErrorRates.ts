import { useApi } from '@backstage/core-plugin-api';
import { DeliveryHistoryRow } from '@titanium-portal/backstage-plugin-titanium-common';
import { titaniumApiRef } from '@titanium-portal/backstage-plugin-titanium-react';
import { useEffect, useMemo, useState } from 'react';
import { useRead } from '../../pods/drawer/useRead';
import { errorRates } from './errorRates';

/** How far back errors are looked at: one question for all rows. */
const RANGE = { last: 6 * 3600 };
const AGAIN_MS = 60_000;

/** The share of failed requests while each deployment ran, in the last hours; empty without metrics. */
export function useErrorRates(
  history: readonly DeliveryHistoryRow[],
  cluster: string | null,
  entityRef: string,
): ReadonlyMap<number, number> {
  const [round, setRound] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState !== 'hidden') setRound(n => n + 1);
    }, AGAIN_MS);
    return () => clearInterval(timer);
  }, []);
  const read = useRead(
    useApi(titaniumApiRef),
    cluster && history.length > 0
      ? {
          action: {
            id: 'metrics.signals',
            input: { cluster, range: RANGE, compare: false },
          },
          entityRef,
        }
      : null,
    `${history[0]?.key}:${round}`,
  );
  const result = read.answer?.result;
  return useMemo(
    () => (result?.type === 'series' ? errorRates(result, history) : new Map()),
    [result, history],
  );
}
