import type { KubernetesObject } from '@kubernetes/client-node';
import {
  CellType,
  TableResult,
} from '@titanium-portal/backstage-plugin-titanium-common';
import {
  ClusterClient,
  kubernetesPath,
  redactObject,
  redactText,
  ResourcePath,
} from '@titanium-portal/backstage-plugin-titanium-node';

const TABLE =
  'application/json;as=Table;v=v1;g=meta.k8s.io,application/json;as=Table;v=v1beta1;g=meta.k8s.io,application/json';
const PAGE = 500;
/** Rows of one answer; more do not help a reader. */
export const MOST_ROWS = 2_000;

interface WireColumn {
  name: string;
  type: string;
  format?: string;
  priority?: number;
}

/** `meta.k8s.io/v1` Table, as the API prints it. */
interface WireTable {
  kind?: string;
  columnDefinitions?: WireColumn[];
  rows?: { cells: unknown[]; object?: KubernetesObject }[];
  metadata?: { continue?: string; remainingItemCount?: number };
}

/** One row with the object it prints. */
export interface PrintedRow {
  cells: unknown[];
  object: KubernetesObject | undefined;
}

/** A printed kind. */
export interface PrintedTable {
  columns: WireColumn[];
  rows: PrintedRow[];
  truncated: number;
}

/** Asks the API to print objects. With names, each of them; else a list. */
export async function printObjects(
  client: ClusterClient,
  path: ResourcePath,
  options: {
    names: readonly string[];
    labelSelector?: string;
    fieldSelector?: string;
    /** Whole objects, for sorting. */
    whole: boolean;
    signal: AbortSignal;
  },
): Promise<PrintedTable> {
  const { names, labelSelector, fieldSelector, whole, signal } = options;
  const includeObject = whole ? 'Object' : 'Metadata';
  const result: PrintedTable = { columns: [], rows: [], truncated: 0 };
  const add = (table: WireTable) => {
    if (result.columns.length === 0) {
      result.columns = table.columnDefinitions ?? [];
    }
    for (const { cells, object } of table.rows ?? []) {
      result.rows.push({ cells, object });
    }
  };
  if (names.length > 0) {
    for (const name of names) {
      add(
        await client.request<WireTable>({
          path: kubernetesPath(path, name),
          query: { includeObject },
          accept: TABLE,
          signal,
        }),
      );
    }
    return result;
  }
  let next: string | undefined;
  do {
    const table: WireTable = await client.request<WireTable>({
      path: kubernetesPath(path),
      query: {
        includeObject,
        labelSelector,
        fieldSelector,
        limit: String(PAGE),
        continue: next,
      },
      accept: TABLE,
      signal,
    });
    add(table);
    next = table.metadata?.continue || undefined;
    if (next && result.rows.length >= MOST_ROWS) {
      result.truncated = table.metadata?.remainingItemCount ?? 1;
      next = undefined;
    }
  } while (next);
  return result;
}

function cellType(column: WireColumn): CellType {
  if (column.name === 'Age') {
    return 'time';
  }
  return ['integer', 'number'].includes(column.type) ? 'number' : 'string';
}

function cell(
  value: unknown,
  column: WireColumn,
  object: KubernetesObject | undefined,
): string | number | null {
  const created = object?.metadata?.creationTimestamp;
  // Printed ages are true only for a moment; the page counts them itself.
  if (column.name === 'Age' && created) {
    return String(created);
  }
  if (value === null || value === undefined) {
    return null;
  }
  return typeof value === 'number' ? value : redactText(String(value));
}

/** Labels by the keys that were asked for, then all of them as kubectl writes them. */
function labelCells(
  object: KubernetesObject | undefined,
  options: { labelColumns?: readonly string[]; showLabels?: boolean },
): (string | null)[] {
  const labels = new Map(Object.entries(object?.metadata?.labels ?? {}));
  const all = [...labels].sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    ...(options.labelColumns ?? []).map(key => {
      const value = labels.get(key);
      return value === undefined ? null : redactText(value);
    }),
    ...(options.showLabels
      ? [
          all.map(([key, value]) => `${key}=${redactText(value)}`).join(',') ||
            '<none>',
        ]
      : []),
  ];
}

/**
 * One result out of the tables of one or several kinds. Several kinds share the columns they have in common, and
 * names are then written `kind/name`, as kubectl does.
 */
export function toTableResult(
  tables: { kind: string; table: PrintedTable }[],
  options: {
    wide: boolean;
    withNamespace: boolean;
    labelColumns?: readonly string[];
    showLabels?: boolean;
  },
): TableResult {
  const several = tables.length > 1;
  const columns: (WireColumn & { index: number })[] = [];
  const seen = new Map<string, number>();
  tables.forEach(({ table }) =>
    table.columns.forEach(column => {
      if (!seen.has(column.name)) {
        seen.set(column.name, columns.length);
        columns.push({ ...column, index: columns.length });
      }
    }),
  );
  const rows: TableResult['rows'] = [];
  tables.forEach(({ kind, table }) =>
    table.rows.forEach(({ cells, object }) => {
      const row: TableResult['rows'][number]['cells'] = columns.map(() => null);
      table.columns.forEach((column, at) => {
        const value = cell(cells[at], column, object);
        row[seen.get(column.name)!] =
          several && column.name === 'Name' ? `${kind}/${value}` : value;
      });
      const { name, namespace } = object?.metadata ?? {};
      rows.push({
        cells: [
          ...(options.withNamespace ? [namespace ?? null] : []),
          ...row,
          ...labelCells(object, options),
        ],
        ...(name && { ref: { kind, namespace, name } }),
      });
    }),
  );
  const truncated = tables.reduce((sum, { table }) => sum + table.truncated, 0);
  return {
    type: 'table',
    columns: [
      ...(options.withNamespace
        ? [{ name: 'Namespace', type: 'string' as const }]
        : []),
      ...columns.map(column => ({
        name: column.name,
        type: cellType(column),
        ...(!options.wide && (column.priority ?? 0) > 0 && { wide: true }),
      })),
      ...(options.labelColumns ?? []).map(key => ({
        name: key.slice(key.indexOf('/') + 1),
        type: 'string' as const,
      })),
      ...(options.showLabels
        ? [{ name: 'Labels', type: 'string' as const }]
        : []),
    ],
    rows,
    ...(truncated > 0 && { truncated }),
  };
}

/** Whole objects, each redacted; with their apiVersion and kind, which lists leave out. */
export async function readObjects(
  client: ClusterClient,
  path: ResourcePath,
  options: {
    names: readonly string[];
    labelSelector?: string;
    fieldSelector?: string;
    signal: AbortSignal;
  },
): Promise<{ objects: KubernetesObject[]; truncated: boolean }> {
  const { names, signal } = options;
  if (names.length > 0) {
    const objects = [];
    for (const name of names) {
      objects.push(redactObject(await client.get(path, name, { signal })));
    }
    return { objects, truncated: false };
  }
  const list = await client.list(path, { ...options, limit: MOST_ROWS });
  const kind = list.kind?.replace(/List$/, '');
  return {
    objects: list.items.map(item =>
      redactObject({
        apiVersion: item.apiVersion ?? list.apiVersion,
        kind: item.kind ?? kind,
        ...item,
      }),
    ),
    truncated: list.items.length >= MOST_ROWS,
  };
}
