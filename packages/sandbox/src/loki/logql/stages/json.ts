import { badQuery } from '../../errors';
import { Row, Stage } from '../row';
import { labelName } from '../text';

const DEEPEST = 32;

/** `| json`: every scalar of the line becomes a label, with the keys above it joined by `_`. */
export const json: Stage = row => {
  const value = readObject(row);
  if (value) {
    flatten(row, value, '', 0);
  }
  return true;
};

/** `| json name="path"`: only what is asked for; a part of the document stays JSON. */
export function jsonPaths(
  wanted: readonly { name: string; path: string }[],
): Stage {
  const paths = wanted.map(({ name, path }) => ({
    name,
    steps: stepsOf(path),
  }));
  return row => {
    const value = readObject(row);
    if (value) {
      for (const { name, steps } of paths) {
        const found = steps.reduce(step, value);
        const isPart = found !== null && typeof found === 'object';
        row.extract(
          name,
          textOf(isPart ? steps.reduce(step, JSON.parse(row.line)) : found),
        );
      }
    }
    return true;
  };
}

/** `| unpack`: the labels that were packed into the line, and the line as it was. */
export const unpack: Stage = row => {
  const value = readObject(row);
  for (const [key, item] of Object.entries(value ?? {})) {
    if (typeof item === 'string') {
      if (key === '_entry') {
        row.line = item;
      } else {
        row.extract(labelName(key), item);
      }
    }
  }
  return true;
};

/** Numbers that this language would write in another way, or not hold: they stay as the line has them. */
const UNLIKE = /\d{16}|\d[eE]|\d\.\d*0(?!\d)|-0(?![.\d])/;

function parsed(line: string): unknown {
  return UNLIKE.test(line)
    ? JSON.parse(line, (_, value, context?: { source: string }) =>
        typeof value === 'number' ? context?.source ?? value : value,
      )
    : JSON.parse(line);
}

function readObject(row: Row): Record<string, unknown> | undefined {
  try {
    const value = parsed(row.line);
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) {
      return value as Record<string, unknown>;
    }
    row.fail('JSONParserErr', 'Value looks like object, but can’t find it');
  } catch (error) {
    row.fail('JSONParserErr', (error as Error).message);
  }
  return undefined;
}

function flatten(row: Row, value: object, prefix: string, depth: number): void {
  for (const [key, item] of Object.entries(value)) {
    const name = prefix + labelName(key);
    if (item !== null && typeof item === 'object') {
      if (!Array.isArray(item) && depth < DEEPEST) {
        flatten(row, item, `${name}_`, depth + 1);
      }
    } else if (item !== null) {
      row.extract(name, String(item));
    }
  }
}

function stepsOf(path: string): (string | number)[] {
  const steps: (string | number)[] = [];
  const token = /(?:^|\.)([a-zA-Z_][\w-]*)|\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]/y;
  while (token.lastIndex < path.length) {
    const from = token.lastIndex;
    const match = token.exec(path);
    if (!match) {
      throw badQuery(
        `parse error : cannot parse expression [${path}]: syntax error: unexpected ${path[from]}`,
      );
    }
    const [, name, index, quoted] = match;
    steps.push(index === undefined ? name ?? quoted : Number(index));
  }
  return steps;
}

function step(value: unknown, key: string | number): unknown {
  return value !== null &&
    typeof value === 'object' &&
    Object.hasOwn(value, key)
    ? (value as Record<string | number, unknown>)[key]
    : undefined;
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) {
    return '';
  }
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
