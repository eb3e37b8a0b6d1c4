import { readMatcher } from '../matchers';
import { Row } from '../row';
import { durationMs, sizeBytes } from '../text';
import { Tree } from '../tree';

export type RowTest = (row: Row) => boolean;

type Compare = (left: number, right: number) => boolean;

const COMPARE: Record<string, Compare> = {
  Gtr: (left, right) => left > right,
  Gte: (left, right) => left >= right,
  Lss: (left, right) => left < right,
  Lte: (left, right) => left <= right,
  Neq: (left, right) => left !== right,
  Eq: (left, right) => left === right,
  Eql: (left, right) => left === right,
};

/** Reads a `LabelFilter` node: a comparison, or several joined by `and`, `or` and commas. */
export function labelFilter(node: Tree): RowTest {
  const filters = node.all('LabelFilter');
  if (filters.length === 2) {
    const [left, right] = filters.map(labelFilter);
    return node.child('Or')
      ? row => left(row) || right(row)
      : row => left(row) && right(row);
  }
  if (filters.length === 1) {
    return labelFilter(filters[0]);
  }
  const [filter] = node.children();
  if (filter.name === 'Matcher') {
    const { name, test } = readMatcher(filter);
    return row => test(row.get(name) ?? '');
  }
  if (filter.name === 'UnitFilter') {
    return unitFilter(filter.children()[0]);
  }
  if (filter.name === 'NumberFilter') {
    return comparison(filter, text => (text.trim() ? Number(text) : NaN));
  }
  throw filter.fail('ip filters are not supported');
}

function unitFilter(node: Tree): RowTest {
  return node.name === 'DurationFilter'
    ? comparison(node, durationMs)
    : comparison(node, sizeBytes);
}

function comparison(node: Tree, read: (text: string) => number): RowTest {
  const [label, operator, literal] = node.children();
  const compare = COMPARE[operator.name];
  const limit = read(literal.text.replace(/\s/g, ''));
  return row => {
    const text = row.get(label.text);
    if (text === undefined) {
      return false;
    }
    const value = read(text);
    if (Number.isNaN(value)) {
      row.fail('LabelFilterErr', `cannot read "${text}" as a number`);
      return true;
    }
    return compare(value, limit);
  };
}
