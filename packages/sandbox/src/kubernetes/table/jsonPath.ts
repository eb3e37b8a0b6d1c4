type Step = (values: unknown[]) => unknown[];

const TOKEN =
  /\.([A-Za-z0-9_-]+)|\[(\d+)\]|\[\*\]|\['([^']+)'\]|\[\?\(\s*@\.([A-Za-z0-9_.-]+)\s*==\s*(["'])(.*?)\5\s*\)\]/y;

/**
 * Compiles the JSONPath that printer columns use: fields, indices, `[*]` and `[?(@.field=="value")]`.
 * An expression outside of this subset reads nothing, as a column of a real server stays empty then.
 */
export function jsonPath(expression: string): (value: unknown) => unknown[] {
  const text = expression.replace(/^\{|\}$/g, '').replace(/\\\./g, '\u0000');
  const steps: Step[] = [];
  let position = 0;
  while (position < text.length) {
    TOKEN.lastIndex = position;
    const match = TOKEN.exec(text);
    if (!match) {
      return () => [];
    }
    steps.push(stepOf(match));
    position = TOKEN.lastIndex;
  }
  return value => steps.reduce((values, step) => step(values), [value]);
}

function stepOf(match: RegExpExecArray): Step {
  const [, name, index, quoted, filter, , wanted] = match;
  if (name ?? quoted) {
    return each(value => [field(value, (name ?? quoted).replace(/\0/g, '.'))]);
  }
  if (index) {
    return each(value => (Array.isArray(value) ? [value[Number(index)]] : []));
  }
  if (filter) {
    const path = filter.split('.');
    return each(value =>
      Array.isArray(value)
        ? value.filter(item => path.reduce(field, item) === wanted)
        : [],
    );
  }
  return each(value => (Array.isArray(value) ? value : []));
}

function each(read: (value: unknown) => unknown[]): Step {
  return values => values.flatMap(read).filter(value => value !== undefined);
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' &&
    value !== null &&
    Object.prototype.hasOwnProperty.call(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}
