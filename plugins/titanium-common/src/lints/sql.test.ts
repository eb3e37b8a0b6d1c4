import { lintText, MAX_LINT_LENGTH } from './types';
import { sqlLints } from './sql';

const lint = (text: string) => lintText({ text, language: 'sql' }, sqlLints);

describe('SQL that is known to be wrong', () => {
  it('names columns that PostgreSQL 13 has renamed', () => {
    const [found] = lint(
      'SELECT query, total_time, mean_time FROM pg_stat_statements ORDER BY mean_time DESC;',
    );
    expect(found).toMatchObject({
      code: 'sql-renamed-column',
      values: {
        old: 'total_time, mean_time',
        now: 'total_exec_time, mean_exec_time',
      },
      correction:
        'SELECT query, total_exec_time, mean_exec_time FROM pg_stat_statements ORDER BY mean_exec_time DESC;',
    });
    expect(lint(found.correction!)).toEqual([]);
  });

  it('is not other tables’ business, nor that of endless texts', () => {
    expect(lint('SELECT total_time FROM laps;')).toEqual([]);
    expect(
      lint(
        `SELECT total_time FROM pg_stat_statements ${'x'.repeat(
          MAX_LINT_LENGTH,
        )}`,
      ),
    ).toEqual([]);
  });
});
