import { diffRows, splitRows } from './diffRows';

const text = (count: number, change?: [number, string]) =>
  `${Array.from({ length: count }, (_, i) =>
    change && change[0] === i ? change[1] : `line ${i}`,
  ).join('\n')}\n`;

describe('diffRows', () => {
  it('folds what is far from a change and keeps line numbers', () => {
    const rows = diffRows(text(20), text(20, [10, 'replicas: 3']));

    expect(rows.map(row => row.type)).toEqual([
      'fold',
      'same',
      'same',
      'same',
      'removed',
      'added',
      'same',
      'same',
      'same',
      'fold',
    ]);
    expect(rows[4]).toMatchObject({ before: 11, after: null, text: 'line 10' });
    expect(rows[5]).toMatchObject({ before: null, after: 11 });
  });

  it('does not fold a single line', () => {
    const rows = diffRows(text(5), text(5, [4, 'changed']));
    expect(rows[0]).toMatchObject({ type: 'same', text: 'line 0' });
  });

  it('shows a created object as added only', () => {
    expect(diffRows('', 'a: 1\nb: 2\n').map(row => row.type)).toEqual([
      'added',
      'added',
    ]);
  });

  it('loses no line: opening every fold gives both texts back', () => {
    const before = text(50, [3, 'x']);
    const after = text(50, [40, 'y']);
    const all = diffRows(before, after).flatMap(row =>
      row.type === 'fold' ? row.rows : [row],
    );
    const join = (drop: string) =>
      `${all
        .filter(row => row.type !== drop)
        .map(row => row.text)
        .join('\n')}\n`;
    expect(join('added')).toBe(before);
    expect(join('removed')).toBe(after);
  });
});

describe('splitRows', () => {
  it('puts a removed line beside its replacement', () => {
    const rows = splitRows(diffRows('a\nb\nc\n', 'a\nB\nB2\nc\n'));
    expect(
      rows.map(row =>
        row.type === 'pair'
          ? [row.before?.text ?? null, row.after?.text ?? null]
          : 'fold',
      ),
    ).toEqual([
      ['a', 'a'],
      ['b', 'B'],
      [null, 'B2'],
      ['c', 'c'],
    ]);
  });
});
