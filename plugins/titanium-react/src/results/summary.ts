import {
  Result,
  TableResult,
} from '@titanium-portal/backstage-plugin-titanium-common';

/** One line about a result: what was counted, how many, and how many pods are not ready. */
export type ResultSummary =
  | {
      type: 'count';
      unit: 'rows' | 'pods' | 'lines' | 'objects' | 'series';
      count: number;
      notReady: number;
    }
  | { type: 'text'; text: string };

/** Pods that should be ready and are not; those that have done their work are left out. */
function notReady(table: TableResult): number {
  const column = (name: string) =>
    table.columns.findIndex(each => each.name.toUpperCase() === name);
  const ready = column('READY');
  const status = column('STATUS');
  if (ready < 0) {
    return 0;
  }
  return table.rows.filter(({ cells }) => {
    const match = /^(\d+)\/(\d+)$/.exec(String(cells[ready]));
    return (
      match && match[1] !== match[2] && String(cells[status]) !== 'Completed'
    );
  }).length;
}

export function summarize(result: Result): ResultSummary {
  const count = (
    unit: Extract<ResultSummary, { type: 'count' }>['unit'],
    value: number,
    waiting = 0,
  ): ResultSummary => ({
    type: 'count',
    unit,
    count: value,
    notReady: waiting,
  });
  switch (result.type) {
    case 'table': {
      const pods =
        result.rows.length > 0 &&
        result.rows.every(row => row.ref?.kind === 'pod');
      return count(
        pods ? 'pods' : 'rows',
        result.rows.length + (result.truncated ?? 0),
        notReady(result),
      );
    }
    case 'logs':
      return count('lines', result.lines.length);
    case 'series':
      return count('series', result.series.length);
    case 'rows':
      return count('rows', result.rows.length);
    case 'objects':
      return count('objects', result.objects.length);
    case 'description':
      return { type: 'text', text: `${result.ref.kind}/${result.ref.name}` };
    case 'diff':
      return count('objects', result.objects.length);
    case 'dashboards':
      return count('rows', result.items.length);
    case 'dashboard':
      return { type: 'text', text: result.title };
    case 'frames':
      return count('series', result.frames.length);
    default: {
      const lines = result.text.split('\n').filter(line => line.trim());
      return lines.length === 1
        ? { type: 'text', text: lines[0] }
        : count('lines', lines.length);
    }
  }
}
