import {
  StreamTopic,
  StreamView,
  useStreamStore,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { useCallback, useRef, useSyncExternalStore } from 'react';

/** Live views of as many topics as are given, in their order. The array is a new one when any of them has changed. */
export function useStreamViews(
  topics: readonly StreamTopic[],
): readonly StreamView[] {
  const store = useStreamStore();
  const key = JSON.stringify(topics);
  const latest = useRef<readonly StreamView[]>([]);
  const subscribe = useCallback(
    (listener: () => void) => {
      const closing = (JSON.parse(key) as StreamTopic[]).map(topic =>
        store.open(topic, listener, {}),
      );
      return () => closing.forEach(close => close());
    },
    [store, key],
  );
  return useSyncExternalStore(subscribe, () => {
    const views = topics.map(topic => store.view(topic));
    const same =
      views.length === latest.current.length &&
      views.every((view, index) => view === latest.current[index]);
    if (!same) latest.current = views;
    return latest.current;
  });
}
