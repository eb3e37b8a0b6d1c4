import { Result, TableResult } from '../../results/types';
import { read } from '../__testUtils__/echoGrammar';
import { applyFilters } from './applyFilters';
import { downloadName } from './downloadName';

/** Applies a tail as it would be written. */
function tail(result: Result, text: string): Result {
  const [statement] = read(`tool show | ${text}`);
  expect(statement.reason).toBeNull();
  return applyFilters(result, statement.filters);
}

const table: TableResult = {
  type: 'table',
  columns: [
    { name: 'Name', type: 'string' },
    { name: 'Restarts', type: 'number' },
  ],
  rows: [
    { cells: ['web-1', 10] },
    { cells: ['web-2', 9] },
    { cells: ['db-0', 0] },
  ],
};
const names = (result: Result) =>
  result.type === 'table' ? result.rows.map(({ cells }) => cells[0]) : result;
const text = (value: string): Result => ({ type: 'text', text: value });

describe('tables', () => {
  it.each([
    ['grep web', ['web-1', 'web-2']],
    ['grep -v web', ['db-0']],
    ['grep -i WEB-1', ['web-1']],
    ["grep -E '1$|db'", ['db-0']],
    ["grep 'web-2\\|db'", ['web-2', 'db-0']],
    ["egrep '^(?'", null],
    ['fgrep web-1', ['web-1']],
    ['grep -w 9', ['web-2']],
    ['grep -A 1 web-1', ['web-1', 'web-2']],
    ['grep -B1 db', ['web-2', 'db-0']],
    ['grep -m1 web', ['web-1']],
    ['head -1', ['web-1']],
    ['head -n 2 | tail -n 1', ['web-2']],
    ['sort', ['db-0', 'web-1', 'web-2']],
    ['sort -r', ['web-2', 'web-1', 'db-0']],
    ['sort -k2 -n', ['db-0', 'web-2', 'web-1']],
    ['less', ['web-1', 'web-2', 'db-0']],
  ])('%s', (filter, expected) => {
    const [statement] = read(`tool show | ${filter}`);
    const result = statement.action
      ? names(applyFilters(table, statement.filters))
      : null;
    expect(result).toEqual(expected);
  });

  it('are counted without their heading', () => {
    expect(tail(table, 'wc -l')).toEqual(text('3'));
    expect(tail(table, 'grep -c web')).toEqual(text('2'));
  });
});

describe('logs and text', () => {
  it('stay what they are', () => {
    const logs: Result = {
      type: 'logs',
      lines: [
        { time: '1', text: 'an error', pod: 'a' },
        { time: '2', text: 'fine', pod: 'b' },
      ],
    };
    expect(tail(logs, 'grep error')).toEqual({
      type: 'logs',
      lines: [{ time: '1', text: 'an error', pod: 'a' }],
    });
    expect(tail(text('c\nb\na\n'), 'sort | head -2')).toEqual(text('a\nb'));
    expect(tail(text(''), 'wc -l')).toEqual(text('0'));
  });

  it('are decoded', () => {
    expect(tail(text('7JWI64WV\n'), 'base64 -d')).toEqual(text('안녕'));
    expect(tail(text('not base64!'), 'base64 --decode')).toEqual(
      text('not base64!'),
    );
  });

  it('are looked into', () => {
    const objects: Result = {
      type: 'objects',
      format: 'json',
      objects: [
        {
          ref: { kind: 'pod', name: 'a' },
          text: '{"metadata":{"labels":{"x.y/z":"v"}},"items":[1,{"a":2}]}',
        },
      ],
    };
    expect(tail(objects, 'jq -r \'.metadata.labels["x.y/z"]\'')).toEqual(
      text('v'),
    );
    expect(tail(objects, 'jq .items[1].a')).toEqual(text('2'));
    expect(tail(objects, 'jq .constructor')).toEqual(text('null'));
    expect(tail(text('no'), 'jq .')).toEqual(text('The result is not JSON.'));
  });
});

describe('downloadName', () => {
  it('fills dates in', () => {
    const [statement] = read(
      'tool show > /backups/db_$(date +%Y%m%d_%H:%M).sql',
    );
    expect(
      downloadName(statement.filters, new Date('2026-03-04T05:06:07Z')),
    ).toBe('db_20260304_05-06.sql');
    expect(downloadName([], new Date())).toBeNull();
  });
});
