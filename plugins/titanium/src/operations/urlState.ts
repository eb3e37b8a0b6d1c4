import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';

/** What of the page a link should show again. */
export interface OperationsUrlState {
  query: string;
  show: 'all' | 'attention';
}

/** The page's filters, kept in the URL. */
export function useOperationsUrlState() {
  const [params, setParams] = useSearchParams();
  const state = useMemo<OperationsUrlState>(
    () => ({
      query: params.get('q') ?? '',
      show: params.get('show') === 'attention' ? 'attention' : 'all',
    }),
    [params],
  );
  const change = useCallback(
    (wanted: Partial<OperationsUrlState>) =>
      setParams(
        before => {
          const next = new URLSearchParams(before);
          const put = (name: string, value: string) =>
            value ? next.set(name, value) : next.delete(name);
          if (wanted.query !== undefined) put('q', wanted.query);
          if (wanted.show) {
            put('show', wanted.show === 'all' ? '' : wanted.show);
          }
          return next;
        },
        { replace: true, preventScrollReset: true },
      ),
    [setParams],
  );
  return { ...state, change };
}
