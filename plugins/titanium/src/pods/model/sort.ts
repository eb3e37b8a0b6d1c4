import { Health } from '@titanium-portal/backstage-plugin-titanium-common';
import { TableSort } from '@titanium-portal/backstage-plugin-titanium-react';
import { PodItem } from './rows';

const SEVERITY: Record<Health, number> = {
  failed: 0,
  degraded: 1,
  unknown: 2,
  progressing: 3,
  paused: 4,
  healthy: 5,
};

const VALUES: Record<string, (item: PodItem) => string | number> = {
  name: item => item.pod.name,
  ready: item => item.pod.readyContainers / (item.pod.totalContainers || 1),
  status: item => SEVERITY[item.pod.health],
  restarts: item => item.pod.restarts,
  cpu: item => item.usage?.cpu ?? -1,
  memory: item => item.usage?.memory ?? -1,
  // The youngest has the smallest age.
  age: item => -Date.parse(item.pod.createdAt),
  node: item => item.pod.node ?? '',
  version: item => item.pod.version,
};

function compare(a: string | number, b: string | number): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Sorts by a column; equal ones, and all without a column, by name. */
export function sortPods(
  items: readonly PodItem[],
  sort: TableSort | undefined,
): PodItem[] {
  const value = VALUES[sort?.column ?? 'name'] ?? VALUES.name;
  const direction = sort?.descending ? -1 : 1;
  return items
    .map(item => ({ item, value: value(item) }))
    .sort(
      (a, b) =>
        direction * compare(a.value, b.value) ||
        compare(a.item.pod.name, b.item.pod.name),
    )
    .map(({ item }) => item);
}

/**
 * The order last shown, for while somebody points at the table: known rows stay where they are, new ones come last, gone
 * ones leave.
 */
export function keepOrder(
  items: readonly PodItem[],
  order: readonly string[],
): PodItem[] {
  const place = new Map(order.map((key, index) => [key, index]));
  const last = order.length;
  return items
    .map((item, index) => ({
      item,
      place: place.get(item.pod.key) ?? last + index,
    }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}
