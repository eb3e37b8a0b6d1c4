import { compileRegex } from '../regex';
import { Stage } from '../row';
import { Tree } from '../tree';
import { compilePattern } from './pattern';

type Test = (line: string) => boolean;

const NEGATIVE = new Set(['Neq', 'Nre', 'Npa']);

/** Reads a `LineFilters` node: each filter must let a line pass. */
export function lineFilters(node: Tree): Stage[] {
  const filters = node.list('LineFilter').map(readFilter);
  const more = node.child('OrFilter');
  if (more) {
    throw more.fail('unexpected or');
  }
  return filters.map(
    test =>
      ({ line }) =>
        test(line),
  );
}

/** One filter, with the alternatives after `or`. A negative one lets none of its alternatives pass. */
function readFilter(node: Tree): Test {
  const kind = node.child('Filter')!.children()[0].name;
  const tests = alternatives(node).map(text => testOf(kind, text));
  return NEGATIVE.has(kind)
    ? line => !tests.some(test => test(line))
    : line => tests.some(test => test(line));
}

function alternatives(node: Tree): string[] {
  const texts: string[] = [];
  for (let next: Tree | undefined = node; next; next = next.child('OrFilter')) {
    const operation = next.child('FilterOp');
    if (operation) {
      throw operation.fail('ip filters are not supported');
    }
    texts.push(next.child('String')!.string);
  }
  return texts;
}

function testOf(kind: string, text: string): Test {
  if (kind === 'PipeExact' || kind === 'Neq') {
    return line => line.includes(text);
  }
  if (kind === 'PipePattern' || kind === 'Npa') {
    const pattern = compilePattern(text, false);
    return line => pattern.match(line) !== undefined;
  }
  const regex = compileRegex(text);
  return line => regex.test(line);
}
