import { LogLine, Result, TableResult, TextResult } from '../../results/types';
import { StatementFilter } from '../types';
import { decodeBase64 } from './base64';
import { selectPath } from './jq';
import { compilePattern } from './pattern';
import { resultText } from './resultText';

/** Something made of lines, whatever a line is: a row, a log line, a line of text. */
interface Lines<T> {
  items: readonly T[];
  text(item: T): string;
}

function option(args: readonly string[], name: string): number | null {
  const at = args.indexOf(name);
  return at < 0 ? null : Number(args[at + 1]);
}

/** Which lines grep keeps, with their context. */
function grep<T>({ items, text }: Lines<T>, args: readonly string[]): T[] {
  // The pattern comes last, so that no option inside it is taken for one.
  const flags = args.slice(0, -2);
  let syntax: 'fixed' | 'extended' | 'basic' = 'basic';
  if (flags.includes('-F')) {
    syntax = 'fixed';
  } else if (flags.includes('-E')) {
    syntax = 'extended';
  }
  const pattern = compilePattern(args[args.length - 1], {
    syntax,
    ignoreCase: flags.includes('-i'),
    word: flags.includes('-w'),
    line: flags.includes('-x'),
  });
  if (!pattern.ok) {
    return [];
  }
  const inverted = flags.includes('-v');
  const around = option(flags, '-C');
  const after = option(flags, '-A') ?? around ?? 0;
  const before = option(flags, '-B') ?? around ?? 0;
  const most = option(flags, '-m') ?? Infinity;
  const kept: T[] = [];
  let next = 0;
  let wanted = -1;
  let matches = 0;
  items.forEach((item, index) => {
    if (matches < most && pattern.test(text(item)) !== inverted) {
      matches += 1;
      kept.push(...items.slice(Math.max(next, index - before), index + 1));
      next = index + 1;
      wanted = index + after;
    } else if (index <= wanted) {
      kept.push(item);
      next = index + 1;
    }
  });
  return kept;
}

function sort<T>({ items, text }: Lines<T>, args: readonly string[]): T[] {
  const column = option(args, '-k');
  const key = (item: T) =>
    column === null
      ? text(item)
      : text(item)
          .trim()
          .split(/\s+/)
          .slice(column - 1)
          .join(' ');
  const numeric = args.includes('-n');
  const compare = (a: string, b: string) => {
    const difference = numeric
      ? (parseFloat(a) || 0) - (parseFloat(b) || 0)
      : 0;
    if (difference !== 0) {
      return difference;
    }
    if (a === b) {
      return 0;
    }
    return a < b ? -1 : 1;
  };
  let sorted = items
    .map(item => ({ item, key: key(item) }))
    .sort((a, b) => compare(a.key, b.key));
  if (args.includes('-u')) {
    sorted = sorted.filter(
      (entry, index) => index === 0 || entry.key !== sorted[index - 1].key,
    );
  }
  const result = sorted.map(({ item }) => item);
  return args.includes('-r') ? result.reverse() : result;
}

/** Lines kept by a filter that keeps or reorders lines; undefined for other filters. */
function pick<T>(
  lines: Lines<T>,
  { name, args }: StatementFilter,
): T[] | undefined {
  const count = option(args, '-n') ?? 10;
  switch (name) {
    case 'grep':
      return args.slice(0, -2).includes('-c') ? undefined : grep(lines, args);
    case 'head':
      return lines.items.slice(0, count);
    case 'tail':
      return count === 0 ? [] : lines.items.slice(-count);
    case 'sort':
      return sort(lines, args);
    default:
      return undefined;
  }
}

function lineCount<T>(
  lines: Lines<T>,
  { name, args }: StatementFilter,
): number {
  return name === 'grep' ? grep(lines, args).length : lines.items.length;
}

const textLines = (whole: string): Lines<string> => ({
  items: whole === '' ? [] : whole.replace(/\n$/, '').split('\n'),
  text: line => line,
});

function tableLines(
  result: Pick<TableResult, 'rows'>,
): Lines<TableResult['rows'][number]> {
  return {
    items: result.rows,
    text: row => row.cells.map(cell => cell ?? '').join('   '),
  };
}

function textResult(value: string): TextResult {
  return { type: 'text', text: value };
}

function counts({ name, args }: StatementFilter): boolean {
  return name === 'wc' || (name === 'grep' && args.slice(0, -2).includes('-c'));
}

function applyToLines(result: Result, filter: StatementFilter): Result {
  const count = counts(filter);
  switch (result.type) {
    case 'table': {
      const lines = tableLines(result);
      return count
        ? textResult(String(lineCount(lines, filter)))
        : { ...result, rows: pick(lines, filter) ?? result.rows };
    }
    case 'rows': {
      const lines = {
        items: result.rows,
        text: (row: (string | null)[]) => row.join('   '),
      };
      return count
        ? textResult(String(lineCount(lines, filter)))
        : { ...result, rows: pick(lines, filter) ?? result.rows };
    }
    case 'logs': {
      const lines = {
        items: result.lines,
        text: (line: LogLine) => line.text,
      };
      return count
        ? textResult(String(lineCount(lines, filter)))
        : { ...result, lines: pick(lines, filter) ?? result.lines };
    }
    default: {
      const lines = textLines(resultText(result));
      return textResult(
        count
          ? String(lineCount(lines, filter))
          : (pick(lines, filter) ?? lines.items).join('\n'),
      );
    }
  }
}

/**
 * Applies the harmless tail of a pipe to a typed result. Tables and logs stay tables and logs; what counts or decodes
 * becomes text. A table's heading is no line: it stays, and is not counted. `download` is the page's to carry out.
 * @public
 */
export function applyFilters(
  result: Result,
  filters: readonly StatementFilter[],
): Result {
  return filters.reduce<Result>((current, filter) => {
    switch (filter.name) {
      case 'less':
      case 'download':
        return current;
      case 'base64':
        return textResult(decodeBase64(resultText(current)));
      case 'jq':
        return textResult(selectPath(current, filter.args));
      default:
        return applyToLines(current, filter);
    }
  }, result);
}
