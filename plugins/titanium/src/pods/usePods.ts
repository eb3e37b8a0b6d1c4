import {
  StreamViewResult,
  useStreamView,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { useMemo, useRef } from 'react';
import { joinPods, NO_PODS, PodsData } from './model/rows';

/** The pods of an entity, live. */
export function usePods(
  entityRef: string,
): StreamViewResult & { data: PodsData } {
  const stream = useStreamView({ topic: 'pods', entityRef });
  const last = useRef(NO_PODS);
  const { collections } = stream.view;
  const data = useMemo(
    () => (last.current = joinPods(last.current, collections)),
    [collections],
  );
  return { ...stream, data };
}
