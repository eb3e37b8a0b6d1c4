import { useApi } from '@backstage/core-plugin-api';
import { useCallback, useMemo, useRef, useSyncExternalStore } from 'react';
import { TitaniumApi } from '../api/types';
import { titaniumApiRef } from '../api/titaniumApiRef';
import { StreamStore } from './StreamStore';
import { topicKey } from './subscriptions';
import { StreamConnection, StreamTopic, StreamView } from './types';

const stores = new WeakMap<TitaniumApi, StreamStore>();

function storeOf(api: TitaniumApi): StreamStore {
  let store = stores.get(api);
  if (!store) {
    store = new StreamStore((request, signal) => api.stream(request, signal));
    stores.set(api, store);
    const made = store;
    // A page kept for the back button must not keep its connection.
    window.addEventListener('pagehide', () => made.close(), { once: true });
    window.addEventListener('pageshow', event => {
      if (event.persisted) window.location.reload();
    });
  }
  return store;
}

/** The store of this browser tab: one connection, however many pages look. @public */
export function useStreamStore(): StreamStore {
  return storeOf(useApi(titaniumApiRef));
}

/** How the connection of this browser tab is doing. @public */
export function useStreamConnection(): StreamConnection {
  const store = useStreamStore();
  return useSyncExternalStore(
    useCallback(listener => store.onConnection(listener), [store]),
    () => store.connection(),
  );
}

function useTopic(topic: StreamTopic | null): StreamTopic | null {
  const key = topic && topicKey(topic);
  // The same words are the same topic: callers may pass a fresh object with every render.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  return useMemo(() => topic, [key]);
}

const NOTHING: StreamView = {
  ready: false,
  collections: {},
  status: {},
  lines: [],
  appended: 0,
  dropped: 0,
  gaps: [],
};

/**
 * A part of a topic. The component renders again only when that part changes, by `isEqual` or identity. Null looks at
 * nothing.
 * @public
 */
export function useStreamSelector<T>(
  topic: StreamTopic | null,
  select: (view: StreamView) => T,
  options: { maxLines?: number; isEqual?: (a: T, b: T) => boolean } = {},
): T {
  const store = useStreamStore();
  const stable = useTopic(topic);
  const { maxLines, isEqual = Object.is } = options;
  const last = useRef<{ value: T } | null>(null);
  const subscribe = useCallback(
    (listener: () => void) =>
      stable ? store.open(stable, listener, { maxLines }) : () => {},
    [store, stable, maxLines],
  );
  return useSyncExternalStore(subscribe, () => {
    const value = select(stable ? store.view(stable) : NOTHING);
    if (!last.current || !isEqual(last.current.value, value)) {
      last.current = { value };
    }
    return last.current.value;
  });
}

const whole = (view: StreamView) => view;

/** A topic as a page shows it, kept current while the component is mounted. @public */
export interface StreamViewResult {
  view: StreamView;
  connection: StreamConnection;
  /** Connects again at once, refused topics included. */
  retry: () => void;
}

/** A live view of rows. Rows that did not change keep their identity. Null looks at nothing. @public */
export function useStreamView(topic: StreamTopic | null): StreamViewResult {
  const store = useStreamStore();
  return {
    view: useStreamSelector(topic, whole),
    connection: useStreamConnection(),
    retry: useCallback(() => store.retry(), [store]),
  };
}

/** Lines of a log kept in a page when nothing else is said. @public */
export const DEFAULT_LOG_LINES = 50_000;

/** A live log, at most `maxLines` long; older lines fall off its head. Null looks at nothing. @public */
export function useLogLines(
  topic: StreamTopic | null,
  options: { maxLines?: number } = {},
): StreamViewResult {
  const store = useStreamStore();
  return {
    view: useStreamSelector(topic, whole, {
      maxLines: options.maxLines ?? DEFAULT_LOG_LINES,
    }),
    connection: useStreamConnection(),
    retry: useCallback(() => store.retry(), [store]),
  };
}
