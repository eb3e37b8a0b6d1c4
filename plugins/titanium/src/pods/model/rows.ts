import {
  PodRow,
  PodUsageRow,
  ViewState,
  WorkloadRow,
} from '@titanium-portal/backstage-plugin-titanium-common';

/** A pod with its current use: what one line of the table shows. */
export interface PodItem {
  readonly pod: PodRow;
  readonly usage: PodUsageRow | null;
}

/** The view `pods` in the types that the tab works with. */
export interface PodsData {
  readonly items: ReadonlyMap<string, PodItem>;
  readonly workloads: ReadonlyMap<string, WorkloadRow>;
}

export const NO_PODS: PodsData = { items: new Map(), workloads: new Map() };

/**
 * Joins the collections of the view. A pod that did not change, with the same use, keeps its object, so that its line is
 * not drawn again.
 */
export function joinPods(
  before: PodsData,
  collections: ViewState['collections'],
): PodsData {
  const pods = (collections.pods ?? {}) as Record<string, PodRow>;
  const usage = (collections.usage ?? {}) as Record<string, PodUsageRow>;
  const workloads = (collections.workloads ?? {}) as Record<
    string,
    WorkloadRow
  >;
  const items = new Map<string, PodItem>();
  for (const [key, pod] of Object.entries(pods)) {
    const old = before.items.get(key);
    const used = usage[key] ?? null;
    items.set(
      key,
      old && old.pod === pod && old.usage === used ? old : { pod, usage: used },
    );
  }
  return { items, workloads: new Map(Object.entries(workloads)) };
}
