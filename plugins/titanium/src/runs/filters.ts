import {
  RunState,
  RunSummary,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { RunsQuery } from '@titanium-portal/backstage-plugin-titanium-react';
import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';

/** What the list is narrowed to. */
export type RunsFilter = Pick<
  RunsQuery,
  'entityRef' | 'requester' | 'action' | 'state'
>;

/** All states, in the order a run passes them. */
export const RUN_STATES: readonly RunState[] = [
  'queued',
  'applying',
  'applied',
  'verifying',
  'succeeded',
  'failed',
  'cancelled',
  'unknown',
  'undone',
];

const NAMES = {
  entityRef: 'service',
  requester: 'person',
  action: 'action',
  state: 'state',
} as const;

/** True when a run belongs into a list narrowed so. */
export function matchesFilter(run: RunSummary, filter: RunsFilter): boolean {
  return (
    (!filter.entityRef || run.boundEntityRefs.includes(filter.entityRef)) &&
    (!filter.requester || run.requester === filter.requester) &&
    (!filter.action || run.action === filter.action) &&
    (!filter.state || run.state === filter.state)
  );
}

/** The filter, kept in the URL so that a link shows the same list. */
export function useRunsFilter(): [
  RunsFilter,
  (change: Partial<Record<keyof RunsFilter, string>>) => void,
] {
  const [params, setParams] = useSearchParams();
  const filter = useMemo<RunsFilter>(() => {
    const get = (name: keyof typeof NAMES) =>
      params.get(NAMES[name]) ?? undefined;
    const state = get('state');
    return {
      entityRef: get('entityRef'),
      requester: get('requester'),
      action: get('action'),
      state: RUN_STATES.find(each => each === state),
    };
  }, [params]);
  const change = useCallback(
    (wanted: Partial<Record<keyof RunsFilter, string>>) =>
      setParams(
        before => {
          const next = new URLSearchParams(before);
          for (const [name, value] of Object.entries(wanted)) {
            const key = NAMES[name as keyof typeof NAMES];
            if (value) next.set(key, value);
            else next.delete(key);
          }
          return next;
        },
        { replace: true },
      ),
    [setParams],
  );
  return [filter, change];
}
