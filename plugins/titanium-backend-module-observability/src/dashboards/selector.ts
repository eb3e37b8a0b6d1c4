import { InputError } from '@backstage/errors';

/** What a selector looks at. */
export interface Selectable {
  title: string;
  tags: readonly string[];
  folderTitle?: string;
}

export type DashboardSelector = {
  /** Set when the selector is one tag, so that Grafana itself can look for it. */
  tag?: string;
  matches(dashboard: Selectable): boolean;
};

type Test = DashboardSelector['matches'];

const MAX_CHARACTERS = 1000;
const MAX_DEPTH = 20;
const TOKEN =
  /\s*(&&|\|\||==|!=|!|@>|\(|\)|'[^']*'|"[^"]*"|[^\s&|!()='"@]+)\s*/y;

/**
 * Reads `grafana/dashboard-selector`: a tag, or tags combined by `&&`, `||`, `!` and parentheses; also written as
 * `tags @> 'a'`, `title == 'b'`. Throws `InputError` with the place that cannot be read.
 */
export function parseDashboardSelector(text: string): DashboardSelector {
  const plain = text.trim();
  const fail = (why: string, at: number): never => {
    throw new InputError(
      `The annotation grafana/dashboard-selector cannot be read: ${why} at character ${
        at + 1
      }`,
    );
  };
  if (plain.length > MAX_CHARACTERS) {
    fail('it is too long', MAX_CHARACTERS);
  }
  if (plain !== '' && !/[&|!()'"=@]/.test(plain)) {
    return {
      tag: plain,
      matches: ({ tags }) => tags.includes(plain),
    };
  }
  const tokens: { text: string; at: number }[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < plain.length) {
    const at = TOKEN.lastIndex;
    const found = TOKEN.exec(plain);
    if (!found) {
      return fail('unexpected text', at);
    }
    tokens.push({ text: found[1], at });
  }
  let next = 0;
  const peek = () => tokens[next]?.text;
  const place = () => tokens[next]?.at ?? plain.length;
  const word = (): string => {
    const token = peek();
    if (token === undefined || /^(?:&&|\|\||==|!=|!|@>|\(|\))$/.test(token)) {
      return fail('expected a tag', place());
    }
    next += 1;
    return /^['"]/.test(token) ? token.slice(1, -1) : token;
  };
  const comparison = (): Test => {
    const quoted = /^['"]/.test(peek() ?? '');
    const name = word();
    const op = peek();
    if (quoted || !['@>', '==', '!='].includes(op ?? '')) {
      return ({ tags }) => tags.includes(name);
    }
    next += 1;
    const value = word();
    if (name === 'tags' && op === '@>') {
      return ({ tags }) => tags.includes(value);
    }
    if ((name === 'title' || name === 'folderTitle') && op !== '@>') {
      return dashboard => (dashboard[name] === value) === (op === '==');
    }
    return fail('expected tags @>, title == or folderTitle ==', place());
  };
  const unary = (depth: number): Test => {
    if (depth > MAX_DEPTH) {
      fail('it is nested too deep', place());
    }
    if (peek() === '!') {
      next += 1;
      const test = unary(depth + 1);
      return dashboard => !test(dashboard);
    }
    if (peek() === '(') {
      next += 1;
      const test = either(depth + 1);
      if (peek() !== ')') {
        fail('expected )', place());
      }
      next += 1;
      return test;
    }
    return comparison();
  };
  const both = (depth: number): Test => {
    const tests = [unary(depth)];
    while (peek() === '&&') {
      next += 1;
      tests.push(unary(depth));
    }
    return dashboard => tests.every(test => test(dashboard));
  };
  function either(depth: number): Test {
    const tests = [both(depth)];
    while (peek() === '||') {
      next += 1;
      tests.push(both(depth));
    }
    return dashboard => tests.some(test => test(dashboard));
  }
  const matches = either(0);
  if (next < tokens.length) {
    fail('unexpected text', place());
  }
  return { matches };
}
