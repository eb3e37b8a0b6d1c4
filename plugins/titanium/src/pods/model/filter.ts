import { PodRow } from '@titanium-portal/backstage-plugin-titanium-common';
import { PodItem } from './rows';

export const SHOW = ['all', 'not-ready', 'restarted'] as const;

/** Which pods a chip lets through. */
export type Show = (typeof SHOW)[number];

/** A pod that has finished its work is as ready as it will ever be. */
export function isNotReady(pod: PodRow): boolean {
  return (
    pod.readyContainers < pod.totalContainers &&
    pod.status !== 'Completed' &&
    pod.status !== 'Succeeded'
  );
}

function passes(pod: PodRow, show: Show): boolean {
  switch (show) {
    case 'not-ready':
      return isNotReady(pod);
    case 'restarted':
      return pod.restarts > 0;
    default:
      return true;
  }
}

function words(pod: PodRow): string {
  return [pod.name, pod.status, pod.node, pod.ip, pod.image, pod.version]
    .filter(Boolean)
    .join('\n')
    .toLowerCase();
}

/** Every word must be found in the pod's name, status, node, address, image or version. */
export function filterPods(
  items: Iterable<PodItem>,
  query: string,
  show: Show,
): PodItem[] {
  const needles = query.toLowerCase().split(/\s+/).filter(Boolean);
  return [...items].filter(
    ({ pod }) =>
      passes(pod, show) &&
      (needles.length === 0 ||
        needles.every(needle => words(pod).includes(needle))),
  );
}

/** How many pods each chip would show. */
export function countPods(items: Iterable<PodItem>): Record<Show, number> {
  const counts = { all: 0, 'not-ready': 0, restarted: 0 };
  for (const { pod } of items) {
    for (const show of SHOW) {
      if (passes(pod, show)) counts[show] += 1;
    }
  }
  return counts;
}
