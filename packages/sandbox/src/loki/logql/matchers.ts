import { badQuery } from '../errors';
import { MatchOperator, Matcher } from './plan';
import { compileRegex } from './regex';
import { Tree } from './tree';

const OPERATORS: Record<string, MatchOperator> = {
  Eq: '=',
  Neq: '!=',
  Re: '=~',
  Nre: '!~',
};
const ONLY_EMPTY =
  'queries require at least one regexp or equality matcher that does not have an empty-compatible value. For instance, app=~".*" does not meet this requirement, but app=~".+" will';

export function createMatcher(
  name: string,
  operator: MatchOperator,
  value: string,
): Matcher {
  return { name, operator, value, test: testOf(operator, value) };
}

function testOf(operator: MatchOperator, value: string) {
  if (operator === '=') {
    return (text: string) => text === value;
  }
  if (operator === '!=') {
    return (text: string) => text !== value;
  }
  const regex = compileRegex(value, true);
  return operator === '=~'
    ? (text: string) => regex.test(text)
    : (text: string) => !regex.test(text);
}

/** Reads a `Matcher` node. */
export function readMatcher(node: Tree): Matcher {
  const [name, operator, value] = node.children();
  return createMatcher(name.text, OPERATORS[operator.name], value.string);
}

/** Reads a `Selector` node, which must not select everything. */
export function readSelector(selector: Tree): Matcher[] {
  const list = selector.child('Matchers');
  const matchers = list ? list.list('Matcher').map(readMatcher) : [];
  const selects = matchers.some(
    ({ operator, test }) =>
      (operator === '=' || operator === '=~') && !test(''),
  );
  if (!selects) {
    throw badQuery(`parse error : ${ONLY_EMPTY}`);
  }
  return matchers;
}
