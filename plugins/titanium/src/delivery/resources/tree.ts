import { DeliveryResourceRow } from '@titanium-portal/backstage-plugin-titanium-common';

/** A line of the tree. */
export interface TreeLine {
  readonly key: string;
  readonly row: DeliveryResourceRow;
  /** One for roots. */
  readonly level: number;
  readonly expanded: boolean | undefined;
  readonly parent: string | null;
  readonly position: number;
  readonly siblings: number;
}

const byName = (a: DeliveryResourceRow, b: DeliveryResourceRow) =>
  a.kind.localeCompare(b.kind) || a.name.localeCompare(b.name);

function childrenOf(rows: readonly DeliveryResourceRow[]) {
  const known = new Set(rows.map(({ key }) => key));
  const children = new Map<string | null, DeliveryResourceRow[]>();
  for (const row of rows) {
    // What has several owners stands under the first that is known.
    const parent = row.parents.find(key => known.has(key)) ?? null;
    const list = children.get(parent);
    if (list) list.push(row);
    else children.set(parent, [row]);
  }
  children.forEach(list => list.sort(byName));
  return children;
}

/**
 * The lines of the tree, from top to bottom. With `matches` only what matches and its owners are shown, all open.
 */
export function treeLines(
  rows: readonly DeliveryResourceRow[],
  closed: ReadonlySet<string>,
  matches: ReadonlySet<string> | null,
): TreeLine[] {
  const children = childrenOf(rows);
  const wanted = new Map<string, boolean>();
  const isWanted = (row: DeliveryResourceRow): boolean => {
    if (!matches) return true;
    const known = wanted.get(row.key);
    if (known !== undefined) return known;
    wanted.set(row.key, matches.has(row.key));
    const found =
      matches.has(row.key) ||
      // All are asked, not only until the first: each must know.
      (children.get(row.key) ?? []).map(isWanted).includes(true);
    wanted.set(row.key, found);
    return found;
  };

  const lines: TreeLine[] = [];
  const seen = new Set<string>();
  const add = (parent: DeliveryResourceRow | null, level: number) => {
    const shown = (children.get(parent?.key ?? null) ?? []).filter(
      row => isWanted(row) && !seen.has(row.key),
    );
    shown.forEach((row, index) => {
      seen.add(row.key);
      const branch = (children.get(row.key) ?? []).some(isWanted);
      const open = matches !== null || !closed.has(row.key);
      lines.push({
        key: row.key,
        row,
        level,
        expanded: branch ? open : undefined,
        parent: parent?.key ?? null,
        position: index + 1,
        siblings: shown.length,
      });
      if (branch && open) add(row, level + 1);
    });
  };
  add(null, 1);
  return lines;
}
