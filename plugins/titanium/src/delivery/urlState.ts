import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { MARK_KINDS, MarkKind } from '../timeline';

export const SHOW = ['all', 'out-of-sync', 'unhealthy'] as const;
/** Which resources are shown. */
export type Show = (typeof SHOW)[number];

/** All of the tab that a link should show again. */
export interface DeliveryUrlState {
  layout: 'tree' | 'list';
  query: string;
  show: Show;
  kind: string | null;
  closed: ReadonlySet<string>;
  /** Key of the resource whose drawer is open. */
  resource: string | null;
  /** Id of the deployment whose row is open. */
  history: number | null;
  /** Which marks of the timeline are shown. */
  marks: MarkKind | 'all';
}

export type DeliveryChange = (change: Partial<DeliveryUrlState>) => void;

function oneOf<T extends string>(
  value: string | null,
  values: readonly T[],
): T {
  return values.find(each => each === value) ?? values[0];
}

function read(params: URLSearchParams): DeliveryUrlState {
  const history = params.get('history');
  return {
    layout: oneOf(params.get('layout'), ['tree', 'list']),
    query: params.get('q') ?? '',
    show: oneOf(params.get('show'), SHOW),
    kind: params.get('kind'),
    closed: new Set(params.getAll('closed')),
    resource: params.get('resource'),
    history: history && /^\d+$/.test(history) ? Number(history) : null,
    marks: oneOf(params.get('marks'), ['all', ...MARK_KINDS]),
  };
}

function put(params: URLSearchParams, name: string, value: string | null) {
  if (value === null || value === '') params.delete(name);
  else params.set(name, value);
}

function write(
  params: URLSearchParams,
  change: Partial<DeliveryUrlState>,
): URLSearchParams {
  const next = new URLSearchParams(params);
  const unless = (value: string, usual: string) =>
    value === usual ? null : value;
  if (change.layout) put(next, 'layout', unless(change.layout, 'tree'));
  if (change.query !== undefined) put(next, 'q', change.query);
  if (change.show) put(next, 'show', unless(change.show, 'all'));
  if (change.kind !== undefined) put(next, 'kind', change.kind);
  if (change.closed) {
    next.delete('closed');
    change.closed.forEach(key => next.append('closed', key));
  }
  if (change.resource !== undefined) put(next, 'resource', change.resource);
  if (change.history !== undefined) {
    put(next, 'history', change.history === null ? null : `${change.history}`);
  }
  if (change.marks) put(next, 'marks', unless(change.marks, 'all'));
  return next;
}

/** The tab's state, kept in the URL. Opening and closing a resource are steps of the history; all else replaces. */
export function useDeliveryUrlState(): [DeliveryUrlState, DeliveryChange] {
  const [params, setParams] = useSearchParams();
  const state = useMemo(() => read(params), [params]);
  const change = useCallback<DeliveryChange>(
    wanted =>
      setParams(before => write(before, wanted), {
        replace: wanted.resource === undefined,
        preventScrollReset: true,
      }),
    [setParams],
  );
  return [state, change];
}
