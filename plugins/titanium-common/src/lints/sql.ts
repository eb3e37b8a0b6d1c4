import { LintRule } from './types';

/** Columns of pg_stat_statements as they were called before PostgreSQL 13. */
const RENAMED = /\b(total|mean|min|max|stddev)_time\b/g;

/** `total_time` and its siblings are gone since PostgreSQL 13. */
const renamedColumns: LintRule = ({ text }) => {
  if (!/\bpg_stat_statements\b/i.test(text)) {
    return undefined;
  }
  const old = [...new Set(text.match(RENAMED) ?? [])];
  return old.length === 0
    ? undefined
    : {
        code: 'sql-renamed-column',
        message: `Since PostgreSQL 13 pg_stat_statements has no ${old.join(
          ', ',
        )}: the columns are called ${old.map(renamed).join(', ')}.`,
        values: { old: old.join(', '), now: old.map(renamed).join(', ') },
        correction: text.replace(RENAMED, renamed),
      };
};

function renamed(column: string): string {
  return column.replace(/_time$/, '_exec_time');
}

/** What texts of SQL are known to get wrong, whatever module runs them. @public */
export const sqlLints: readonly LintRule[] = [renamedColumns];
