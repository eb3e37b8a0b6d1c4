import { InputError } from '@backstage/errors';

type Step =
  | { type: 'field'; name: string }
  | { type: 'index'; index: number }
  | { type: 'all' }
  | {
      type: 'filter';
      path: readonly Step[];
      op: '==' | '!=' | 'exists';
      value: unknown;
    };

type Part =
  | { type: 'text'; text: string }
  | { type: 'path'; steps: readonly Step[] }
  | { type: 'range'; steps: readonly Step[]; body: readonly Part[] };

const MAX_TEMPLATE = 4_096;
const MAX_OUTPUT = 256 * 1024;
const MAX_DEPTH = 8;

function fail(why: string): never {
  throw Object.assign(
    new InputError(`This JSONPath is not supported: ${why}`),
    {
      code: 'invalid-input' as const,
    },
  );
}

function unquote(text: string): string {
  return text.slice(1, -1).replace(/\\([ntr"'\\])/g, (_, c: string) => {
    const known: Record<string, string> = { n: '\n', t: '\t', r: '\r' };
    return known[c] ?? c;
  });
}

function literal(text: string): unknown {
  const trimmed = text.trim();
  if (/^(["']).{0,1000}\1$/.test(trimmed)) {
    return unquote(trimmed);
  }
  if (trimmed === 'true' || trimmed === 'false') {
    return trimmed === 'true';
  }
  return /^-?\d{1,15}(?:\.\d{1,15})?$/.test(trimmed)
    ? Number(trimmed)
    : fail(`${trimmed.slice(0, 40)} is no value`);
}

function bracket(inner: string, depth: number): Step {
  const text = inner.trim();
  if (text === '*') {
    return { type: 'all' };
  }
  if (/^-?\d{1,9}$/.test(text)) {
    return { type: 'index', index: Number(text) };
  }
  if (/^(["']).{0,300}\1$/.test(text)) {
    return { type: 'field', name: unquote(text) };
  }
  const filter = text.match(
    /^\?\(\s{0,9}@([^=!]{0,300}?)\s{0,9}(?:(==|!=)([^=].{0,1000}))?\)$/,
  );
  if (filter) {
    return {
      type: 'filter',
      path: parseSteps(filter[1], depth + 1),
      op: (filter[2] as '==' | '!=' | undefined) ?? 'exists',
      value: filter[3] === undefined ? undefined : literal(filter[3]),
    };
  }
  return fail(`[${text.slice(0, 40)}]`);
}

/** End of the bracket that opens at `start`, quotes minded. */
function bracketEnd(text: string, start: number): number {
  let quote = '';
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    const char = text[at];
    if (quote) {
      if (char === '\\') at += 1;
      else if (char === quote) quote = '';
    } else if (char === '"' || char === "'") quote = char;
    else if (char === '[') depth += 1;
    else if (char === ']') {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  return fail('a bracket is not closed');
}

function parseSteps(source: string, depth = 0): Step[] {
  if (depth > MAX_DEPTH) {
    fail('it is nested too deeply');
  }
  const text = source.trim().replace(/^\$/, '');
  const steps: Step[] = [];
  let at = 0;
  while (at < text.length) {
    if (text[at] === '[') {
      const end = bracketEnd(text, at);
      steps.push(bracket(text.slice(at + 1, end), depth));
      at = end + 1;
    } else {
      const dotted = text[at] === '.';
      let name = '';
      at += dotted ? 1 : 0;
      while (at < text.length && text[at] !== '.' && text[at] !== '[') {
        // A backslash takes the dot of a key that holds one.
        if (text[at] === '\\') at += 1;
        name += text[at] ?? '';
        at += 1;
      }
      if (name === '*') {
        steps.push({ type: 'all' });
      } else if (/^[\w@$/:.-]{1,300}$/.test(name)) {
        steps.push({ type: 'field', name });
      } else if (name !== '' || at < text.length) {
        // Only a single dot, the object itself, may stand without a name.
        fail(name === '' ? 'recursive descent (..)' : name.slice(0, 40));
      }
    }
  }
  return steps;
}

/** End of the brace that opens at `start`, quotes minded. */
function braceEnd(text: string, start: number): number {
  let quote = '';
  for (let at = start + 1; at < text.length; at += 1) {
    const char = text[at];
    if (quote) {
      if (char === '\\') at += 1;
      else if (char === quote) quote = '';
    } else if (char === '"' || char === "'") quote = char;
    else if (char === '}') return at;
  }
  return fail('a brace is not closed');
}

function parseTemplate(template: string): Part[] {
  const root: Part[] = [];
  const stack: Part[][] = [root];
  let at = 0;
  while (at < template.length) {
    const open = template.indexOf('{', at);
    const current = stack[stack.length - 1];
    const text = template.slice(at, open === -1 ? undefined : open);
    if (text) {
      current.push({ type: 'text', text });
    }
    if (open === -1) {
      break;
    }
    const end = braceEnd(template, open);
    const inner = template.slice(open + 1, end).trim();
    at = end + 1;
    if (/^(["']).{0,1000}\1$/s.test(inner)) {
      current.push({ type: 'text', text: unquote(inner) });
    } else if (/^range\s/.test(inner)) {
      const body: Part[] = [];
      current.push({ type: 'range', steps: parseSteps(inner.slice(5)), body });
      stack.push(body);
      if (stack.length > MAX_DEPTH) {
        fail('it is nested too deeply');
      }
    } else if (inner === 'end') {
      stack.pop();
      if (stack.length === 0) {
        fail('{end} without {range}');
      }
    } else {
      current.push({ type: 'path', steps: parseSteps(inner) });
    }
  }
  if (stack.length !== 1) {
    fail('{range} without {end}');
  }
  return root;
}

function children(value: unknown): unknown[] {
  if (Array.isArray(value)) {
    return value;
  }
  return value && typeof value === 'object' ? Object.values(value) : [];
}

function passes(
  item: unknown,
  filter: Extract<Step, { type: 'filter' }>,
): boolean {
  const found = walk([item], filter.path);
  if (filter.op === 'exists') {
    return found.length > 0;
  }
  const equal = found.some(value => value === filter.value);
  return filter.op === '==' ? equal : !equal;
}

function take(value: unknown, step: Step): unknown[] {
  switch (step.type) {
    case 'all':
      return children(value);
    case 'filter':
      return children(value).filter(item => passes(item, step));
    case 'index': {
      const item = Array.isArray(value) ? value.at(step.index) : undefined;
      return item === undefined ? [] : [item];
    }
    default:
      return value &&
        typeof value === 'object' &&
        Object.hasOwn(value, step.name)
        ? [(value as Record<string, unknown>)[step.name]]
        : [];
  }
}

function walk(values: unknown[], steps: readonly Step[]): unknown[] {
  return steps.reduce<unknown[]>(
    (found, step) => found.flatMap(value => take(value, step)),
    values,
  );
}

function print(value: unknown): string {
  if (value === null || value === undefined) {
    return '';
  }
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/**
 * Evaluates kubectl's JSONPath templates, a subset: text, `{"\n"}`, paths with `.name`, `['name']`, `\.`, `[n]`,
 * `[*]`, `[?(@.a=="b")]`, and `{range}...{end}`. Others, recursive descent and slices among them, throw `InputError`.
 * Missing values print nothing; several are joined by spaces.
 */
export function evaluateJsonPath(template: string, object: unknown): string {
  if (template.length > MAX_TEMPLATE) {
    fail('it is too long');
  }
  const source = template.includes('{') ? template : `{${template}}`;
  let size = 0;
  const run = (parts: readonly Part[], scope: unknown): string =>
    parts
      .map(part => {
        let text: string;
        if (part.type === 'text') {
          text = part.text;
        } else if (part.type === 'path') {
          text = walk([scope], part.steps).map(print).join(' ');
        } else {
          return walk([scope], part.steps)
            .map(item => run(part.body, item))
            .join('');
        }
        size += text.length;
        return size > MAX_OUTPUT ? fail('its result is too long') : text;
      })
      .join('');
  return run(parseTemplate(source), object);
}

/** The first value at a plain path, for sorting. */
export function valueAt(path: string, object: unknown): unknown {
  return walk([object], parseSteps(path.replace(/^\{|\}$/g, '')))[0];
}
