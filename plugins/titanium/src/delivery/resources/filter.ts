import { DeliveryResourceRow } from '@titanium-portal/backstage-plugin-titanium-common';
import { SHOW, Show } from '../urlState';

export function isUnhealthy(row: DeliveryResourceRow): boolean {
  return row.health !== null && row.health !== 'Healthy';
}

export function isOutOfSync(row: DeliveryResourceRow): boolean {
  return row.sync === 'OutOfSync' || row.requiresPruning;
}

function passes(row: DeliveryResourceRow, show: Show): boolean {
  switch (show) {
    case 'out-of-sync':
      return isOutOfSync(row);
    case 'unhealthy':
      return isUnhealthy(row);
    default:
      return true;
  }
}

/** Every word must be found in the name, kind, namespace or facts of a resource. */
export function filterResources(
  rows: readonly DeliveryResourceRow[],
  filter: { query: string; show: Show; kind: string | null },
): DeliveryResourceRow[] {
  const needles = filter.query.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter(
    row =>
      passes(row, filter.show) &&
      (filter.kind === null || row.kind === filter.kind) &&
      needles.every(needle =>
        [row.name, row.kind, row.namespace, ...row.info]
          .join('\n')
          .toLowerCase()
          .includes(needle),
      ),
  );
}

export function isFiltered(filter: {
  query: string;
  show: Show;
  kind: string | null;
}): boolean {
  return (
    filter.query.trim() !== '' || filter.show !== 'all' || filter.kind !== null
  );
}

/** How many resources each chip would show. */
export function countResources(
  rows: readonly DeliveryResourceRow[],
): Record<Show, number> {
  return Object.fromEntries(
    SHOW.map(show => [show, rows.filter(row => passes(row, show)).length]),
  ) as Record<Show, number>;
}
