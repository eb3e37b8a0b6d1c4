import { WorkloadRow } from '@titanium-portal/backstage-plugin-titanium-common';
import { TableItem } from '@titanium-portal/backstage-plugin-titanium-react';
import { PodItem, PodsData } from './rows';

/** The head of a group: a workload, or null for pods without one. */
export interface PodGroup {
  readonly id: string;
  readonly workload: WorkloadRow | null;
}

export type PodsTableItem = TableItem<PodItem, PodGroup>;

const BARE = 'bare';

/** A group's name in the URL. */
export function groupId(workload: WorkloadRow | null): string {
  return workload ? `${workload.kind}/${workload.name}` : BARE;
}

/** The items of the flat table. */
export function flatItems(pods: readonly PodItem[]): PodsTableItem[] {
  return pods.map(row => ({ key: row.pod.key, row }));
}

/**
 * Pods under their workloads, workloads by name, pods without one last. Workloads without any pod stay, unless a filter
 * hides pods. Heads keep their object while their workload does.
 */
export function groupItems(
  data: PodsData,
  pods: readonly PodItem[],
  options: {
    closed: ReadonlySet<string>;
    filtered: boolean;
    heads: Map<string, PodGroup>;
  },
): PodsTableItem[] {
  const members = new Map<string, PodItem[]>();
  for (const item of pods) {
    const key =
      item.pod.workload && data.workloads.has(item.pod.workload)
        ? item.pod.workload
        : BARE;
    const list = members.get(key);
    if (list) list.push(item);
    else members.set(key, [item]);
  }
  const workloads: (WorkloadRow | null)[] = [...data.workloads.values()].sort(
    (a, b) => a.name.localeCompare(b.name) || a.kind.localeCompare(b.kind),
  );
  const result: PodsTableItem[] = [];
  for (const workload of [...workloads, null]) {
    const key = workload?.key ?? BARE;
    const rows = members.get(key) ?? [];
    if (rows.length === 0 && (workload === null || options.filtered)) continue;
    const id = groupId(workload);
    const expanded = !options.closed.has(id);
    result.push({
      key: `group:${key}`,
      group: head(options.heads, key, id, workload),
      expanded,
    });
    if (expanded) {
      result.push(...rows.map(row => ({ key: row.pod.key, row })));
    }
  }
  return result;
}

function head(
  heads: Map<string, PodGroup>,
  key: string,
  id: string,
  workload: WorkloadRow | null,
): PodGroup {
  const known = heads.get(key);
  if (known && known.workload === workload && known.id === id) return known;
  const made = { id, workload };
  heads.set(key, made);
  return made;
}
