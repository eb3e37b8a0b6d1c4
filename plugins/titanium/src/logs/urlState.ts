import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { LabelFilter, QueryFilters } from './model/query';

/** All of the tab that a link should show again, beside the time. */
export interface LogsUrlState {
  /** LogQL as written, without what the filters add; empty: the service's own selector. */
  query: string;
  filters: QueryFilters;
  live: boolean;
  /** Null: as fits the window. */
  wrap: boolean | null;
  timestamps: boolean;
  /** Lines as they were written, instead of their message first. */
  raw: boolean;
  /** A moment to begin at, in milliseconds; null begins at the newest line. */
  at: number | null;
  /** The line whose details are open. */
  line: string | null;
}

export type LogsChange = Partial<Omit<LogsUrlState, 'filters' | 'at'>> & {
  filters?: Partial<QueryFilters>;
};

const LABEL = /^([A-Za-z_]\w*)(!?=)([^]*)$/;

function parseLabels(values: string[]): LabelFilter[] {
  return values.flatMap(value => {
    const found = LABEL.exec(value);
    return found
      ? [{ name: found[1], op: found[2] as LabelFilter['op'], value: found[3] }]
      : [];
  });
}

function read(params: URLSearchParams): LogsUrlState {
  const at = Number(params.get('at'));
  const wrap = params.get('wrap');
  return {
    query: params.get('query') ?? '',
    filters: {
      search: params.get('search') ?? '',
      regex: params.get('regex') === '1',
      levels: params.getAll('level').filter(level => /^[a-z]+$/.test(level)),
      labels: parseLabels(params.getAll('label')),
    },
    live: params.get('live') === '1',
    wrap: wrap === null ? null : wrap === '1',
    timestamps: params.get('timestamps') !== '0',
    raw: params.get('raw') === '1',
    at: Number.isFinite(at) && at > 0 ? at : null,
    line: params.get('line'),
  };
}

function put(params: URLSearchParams, name: string, value: string | null) {
  if (value === null || value === '') params.delete(name);
  else params.set(name, value);
}

function putAll(
  params: URLSearchParams,
  name: string,
  values: readonly string[],
) {
  params.delete(name);
  values.forEach(value => params.append(name, value));
}

export function writeLogsState(
  params: URLSearchParams,
  change: LogsChange,
): URLSearchParams {
  const next = new URLSearchParams(params);
  const { filters = {} } = change;
  if (change.query !== undefined) put(next, 'query', change.query);
  if (filters.search !== undefined) put(next, 'search', filters.search);
  if (filters.regex !== undefined) {
    put(next, 'regex', filters.regex ? '1' : null);
  }
  if (filters.levels) putAll(next, 'level', filters.levels);
  if (filters.labels) {
    putAll(
      next,
      'label',
      filters.labels.map(({ name, op, value }) => `${name}${op}${value}`),
    );
  }
  if (change.live !== undefined) put(next, 'live', change.live ? '1' : null);
  if (typeof change.wrap === 'boolean') {
    put(next, 'wrap', change.wrap ? '1' : '0');
  }
  if (change.raw !== undefined) put(next, 'raw', change.raw ? '1' : null);
  if (change.timestamps !== undefined) {
    put(next, 'timestamps', change.timestamps ? null : '0');
  }
  if (change.line !== undefined) put(next, 'line', change.line);
  return next;
}

/** The tab's state, kept in the URL. A new query is a step of the browser's history, all else replaces. */
export function useLogsUrlState(): [
  LogsUrlState,
  (change: LogsChange) => void,
] {
  const [params, setParams] = useSearchParams();
  const state = useMemo(() => read(params), [params]);
  const change = useCallback(
    (wanted: LogsChange) =>
      setParams(before => writeLogsState(before, wanted), {
        replace: wanted.query === undefined,
        preventScrollReset: true,
      }),
    [setParams],
  );
  return [state, change];
}
