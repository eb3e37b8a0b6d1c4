import { diffLines } from 'diff';

/** A line of a diff as drawn: numbers are one-based, null on the side that has no such line. */
export type DiffRow =
  | {
      type: 'same' | 'added' | 'removed';
      before: number | null;
      after: number | null;
      text: string;
    }
  /** Unchanged lines left out of sight; `rows` are shown when it is opened. */
  | { type: 'fold'; id: number; rows: Exclude<DiffRow, { type: 'fold' }>[] };

type LineRow = Exclude<DiffRow, { type: 'fold' }>;

function lines(text: string): string[] {
  const parts = text.split('\n');
  return parts[parts.length - 1] === '' ? parts.slice(0, -1) : parts;
}

function compare(before: string, after: string): LineRow[] {
  const rows: LineRow[] = [];
  let left = 1;
  let right = 1;
  for (const part of diffLines(before, after)) {
    for (const text of lines(part.value)) {
      if (part.added) {
        rows.push({ type: 'added', before: null, after: right++, text });
      } else if (part.removed) {
        rows.push({ type: 'removed', before: left++, after: null, text });
      } else {
        rows.push({ type: 'same', before: left++, after: right++, text });
      }
    }
  }
  return rows;
}

/**
 * Lines of two texts with unchanged stretches folded, `context` lines kept around each change. A stretch is folded only
 * when that hides more than the fold itself takes.
 */
export function diffRows(
  before: string,
  after: string,
  context = 3,
): DiffRow[] {
  const rows = compare(before, after);
  const near = new Uint8Array(rows.length);
  rows.forEach((row, index) => {
    if (row.type !== 'same') {
      near.fill(1, Math.max(0, index - context), index + context + 1);
    }
  });

  const result: DiffRow[] = [];
  for (let index = 0; index < rows.length; ) {
    let end = index;
    while (end < rows.length && !near[end]) {
      end++;
    }
    if (end - index > 1) {
      result.push({ type: 'fold', id: index, rows: rows.slice(index, end) });
      index = end;
    } else {
      result.push(rows[index]);
      index++;
    }
  }
  return result;
}

/** A row of the split view. */
export type SplitRow =
  | { type: 'pair'; before: LineRow | null; after: LineRow | null }
  | Extract<DiffRow, { type: 'fold' }>;

/** Puts removed lines beside the added lines that took their place. */
export function splitRows(rows: readonly DiffRow[]): SplitRow[] {
  const result: SplitRow[] = [];
  for (let index = 0; index < rows.length; ) {
    const row = rows[index];
    if (row.type === 'fold') {
      result.push(row);
      index++;
    } else if (row.type === 'same') {
      result.push({ type: 'pair', before: row, after: row });
      index++;
    } else {
      const removed: LineRow[] = [];
      const added: LineRow[] = [];
      for (; index < rows.length; index++) {
        const next = rows[index];
        if (next.type === 'removed') {
          removed.push(next);
        } else if (next.type === 'added') {
          added.push(next);
        } else {
          break;
        }
      }
      for (let i = 0; i < Math.max(removed.length, added.length); i++) {
        result.push({
          type: 'pair',
          before: removed[i] ?? null,
          after: added[i] ?? null,
        });
      }
    }
  }
  return result;
}
