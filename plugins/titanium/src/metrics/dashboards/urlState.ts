import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';

const VARIABLE = 'var-';

/** What a link to the dashboards should show again: which one, and the values of its variables. */
export interface DashboardUrlState {
  uid: string | null;
  /** Chosen values by variable; a variable that is not here has its own. */
  variables: Record<string, string[]>;
}

function read(params: URLSearchParams): DashboardUrlState {
  const variables: Record<string, string[]> = Object.create(null);
  for (const key of new Set(params.keys())) {
    if (key.startsWith(VARIABLE)) {
      variables[key.slice(VARIABLE.length)] = params.getAll(key);
    }
  }
  return { uid: params.get('dashboard'), variables };
}

/** The dashboard shown and its variables, kept in the URL by Grafana's own names. */
export function useDashboardUrlState() {
  const [params, setParams] = useSearchParams();
  const state = useMemo(() => read(params), [params]);
  const setDashboard = useCallback(
    (uid: string) =>
      setParams(
        before => {
          const next = new URLSearchParams(before);
          // Variables of one dashboard mean nothing to another.
          [...next.keys()]
            .filter(key => key.startsWith(VARIABLE))
            .forEach(key => next.delete(key));
          next.set('dashboard', uid);
          return next;
        },
        { replace: true, preventScrollReset: true },
      ),
    [setParams],
  );
  const setVariable = useCallback(
    (name: string, values: readonly string[]) =>
      setParams(
        before => {
          const next = new URLSearchParams(before);
          next.delete(`${VARIABLE}${name}`);
          values.forEach(value => next.append(`${VARIABLE}${name}`, value));
          return next;
        },
        { replace: true, preventScrollReset: true },
      ),
    [setParams],
  );
  return { ...state, setDashboard, setVariable };
}
