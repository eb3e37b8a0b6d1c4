import { TableSort } from '@titanium-portal/backstage-plugin-titanium-react';
import { useRef } from 'react';
import { PodItem } from '../model/rows';
import { keepOrder, sortPods } from '../model/sort';

/** Columns whose values move by themselves. */
const MOVING = ['cpu', 'memory', 'restarts', 'status', 'ready'];

/**
 * Pods in the chosen order. While somebody points at the table, values that move do not move rows: the order waits until
 * the pointer has left.
 */
export function useOrderedPods(
  pods: readonly PodItem[],
  sort: TableSort | undefined,
  pointed: boolean,
): readonly PodItem[] {
  const last = useRef<{ sort: string; order: string[] }>({
    sort: '',
    order: [],
  });
  const name = JSON.stringify(sort ?? null);
  const held =
    pointed &&
    MOVING.includes(sort?.column ?? '') &&
    last.current.sort === name;
  const sorted = sortPods(pods, sort);
  const ordered = held ? keepOrder(sorted, last.current.order) : sorted;
  last.current = { sort: name, order: ordered.map(item => item.pod.key) };
  return ordered;
}
