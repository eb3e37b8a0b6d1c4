import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { TableSort } from '@titanium-portal/backstage-plugin-titanium-react';
import { SHOW, Show } from './model/filter';

export const DRAWER_TABS = ['overview', 'logs', 'events', 'yaml'] as const;
export type DrawerTab = (typeof DRAWER_TABS)[number];

/** All of the tab that a link should show again. */
export interface PodsUrlState {
  query: string;
  show: Show;
  grouped: boolean;
  closed: ReadonlySet<string>;
  sort: TableSort | undefined;
  pod: string | null;
  drawer: DrawerTab;
  logs: {
    source: 'pod' | 'workload';
    container: string | null;
    previous: boolean;
    tail: number;
    timestamps: boolean;
    wrap: boolean;
    search: string;
  };
}

export const DEFAULT_TAIL = 1000;

function oneOf<T extends string>(
  value: string | null,
  values: readonly T[],
): T {
  return values.find(each => each === value) ?? values[0];
}

function parseSort(value: string | null): TableSort | undefined {
  if (!value) return undefined;
  const descending = value.startsWith('-');
  return { column: descending ? value.slice(1) : value, descending };
}

function read(params: URLSearchParams): PodsUrlState {
  const tail = Number(params.get('tail') ?? DEFAULT_TAIL);
  return {
    query: params.get('q') ?? '',
    show: oneOf(params.get('show'), SHOW),
    grouped: params.get('group') !== 'none',
    closed: new Set(params.getAll('closed')),
    sort: parseSort(params.get('sort')),
    pod: params.get('pod'),
    drawer: oneOf(params.get('tab'), DRAWER_TABS),
    logs: {
      source: params.get('source') === 'workload' ? 'workload' : 'pod',
      container: params.get('container'),
      previous: params.get('previous') === '1',
      tail: Number.isInteger(tail) && tail > 0 ? tail : DEFAULT_TAIL,
      timestamps: params.get('timestamps') !== '0',
      wrap: params.get('wrap') === '1',
      search: params.get('find') ?? '',
    },
  };
}

type Change = Partial<Omit<PodsUrlState, 'logs'>> & {
  logs?: Partial<PodsUrlState['logs']>;
};

function put(params: URLSearchParams, name: string, value: string | null) {
  if (value === null || value === '') params.delete(name);
  else params.set(name, value);
}

const LOG_PARAMS = ['source', 'container', 'previous', 'tail', 'find'];

function write(params: URLSearchParams, change: Change): URLSearchParams {
  const next = new URLSearchParams(params);
  if (change.query !== undefined) put(next, 'q', change.query);
  if (change.show !== undefined) {
    put(next, 'show', change.show === 'all' ? null : change.show);
  }
  if (change.grouped !== undefined) {
    put(next, 'group', change.grouped ? null : 'none');
  }
  if (change.closed) {
    next.delete('closed');
    change.closed.forEach(id => next.append('closed', id));
  }
  if ('sort' in change) {
    const { sort } = change;
    put(
      next,
      'sort',
      sort ? `${sort.descending ? '-' : ''}${sort.column}` : null,
    );
  }
  if (change.pod !== undefined) {
    put(next, 'pod', change.pod);
    // What was chosen for one pod's log means nothing for another's.
    LOG_PARAMS.forEach(name => next.delete(name));
    if (change.pod === null) next.delete('tab');
  }
  if (change.drawer !== undefined) {
    put(next, 'tab', change.drawer === 'overview' ? null : change.drawer);
  }
  const { logs } = change;
  if (logs) {
    if (logs.source) {
      put(next, 'source', logs.source === 'workload' ? 'workload' : null);
    }
    if (logs.container !== undefined) put(next, 'container', logs.container);
    if (logs.previous !== undefined) {
      put(next, 'previous', logs.previous ? '1' : null);
    }
    if (logs.tail !== undefined) {
      put(next, 'tail', logs.tail === DEFAULT_TAIL ? null : String(logs.tail));
    }
    if (logs.timestamps !== undefined) {
      put(next, 'timestamps', logs.timestamps ? null : '0');
    }
    if (logs.wrap !== undefined) put(next, 'wrap', logs.wrap ? '1' : null);
    if (logs.search !== undefined) put(next, 'find', logs.search);
  }
  return next;
}

/** The tab's state, kept in the URL. Opening and closing a pod are steps of the history; all else replaces. */
export function usePodsUrlState(): [PodsUrlState, (change: Change) => void] {
  const [params, setParams] = useSearchParams();
  const state = useMemo(() => read(params), [params]);
  const change = useCallback(
    (wanted: Change) =>
      setParams(before => write(before, wanted), {
        replace: wanted.pod === undefined,
        preventScrollReset: true,
      }),
    [setParams],
  );
  return [state, change];
}
