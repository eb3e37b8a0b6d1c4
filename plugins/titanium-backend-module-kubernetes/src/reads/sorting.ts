import { parseQuantity } from '../views/pods/quantities';
import { valueAt } from './jsonpath/jsonpath';

function compareValues(a: unknown, b: unknown): number {
  // Objects without the value come first, as kubectl has it.
  if (a === undefined || b === undefined) {
    return Number(a !== undefined) - Number(b !== undefined);
  }
  if (typeof a === 'number' && typeof b === 'number') {
    return a - b;
  }
  const [x, y] = [String(a), String(b)];
  const [quantityX, quantityY] = [parseQuantity(x), parseQuantity(y)];
  if (quantityX !== null && quantityY !== null && quantityX !== quantityY) {
    return quantityX - quantityY;
  }
  if (x === y) {
    return 0;
  }
  return x < y ? -1 : 1;
}

/** A sorted copy; equal ones keep their order. */
export function sortByPath<T>(
  items: readonly T[],
  path: string,
  objectOf: (item: T) => unknown,
): T[] {
  return items
    .map(item => ({ item, value: valueAt(path, objectOf(item)) }))
    .sort((a, b) => compareValues(a.value, b.value))
    .map(({ item }) => item);
}
