import { badQuery } from '../../errors';
import { Row } from '../row';

export type Template = (row: Row) => string;

const FUNCTIONS: Record<string, (text: string) => string> = {
  ToUpper: text => text.toUpperCase(),
  ToLower: text => text.toLowerCase(),
  upper: text => text.toUpperCase(),
  lower: text => text.toLowerCase(),
  trim: text => text.trim(),
  TrimSpace: text => text.trim(),
  title: text => text.replace(/\b\w/g, letter => letter.toUpperCase()),
  urlencode: text => encodeURIComponent(text),
};
const SOURCES: Record<string, Template> = {
  __line__: row => row.line,
  __timestamp__: row => new Date(Number(row.timeNs / 1_000_000n)).toISOString(),
};

/** A Go template of labels, the line and simple functions. */
export function compileTemplate(text: string): Template {
  const parts: Template[] = [];
  let at = 0;
  for (;;) {
    const open = text.indexOf('{{', at);
    const literal = open < 0 ? text.slice(at) : text.slice(at, open);
    if (literal) {
      parts.push(() => literal);
    }
    if (open < 0) {
      return row => parts.map(part => part(row)).join('');
    }
    const close = text.indexOf('}}', open);
    if (close < 0) {
      throw invalid('unclosed action');
    }
    parts.push(action(text.slice(open + 2, close)));
    at = close + 2;
  }
}

/** A pipeline such as `.label | ToUpper` or `ToUpper .label`. */
function action(text: string): Template {
  const [first, ...filters] = text
    .replace(/^-|-$/g, '')
    .split('|')
    .map(part => part.trim());
  const words = first.split(/\s+/);
  const source = sourceOf(words.pop()!);
  const functions = [...words.reverse(), ...filters].map(name => {
    if (!Object.hasOwn(FUNCTIONS, name)) {
      throw invalid(`function ${JSON.stringify(name)} not defined`);
    }
    return FUNCTIONS[name];
  });
  return row => functions.reduce((value, apply) => apply(value), source(row));
}

function sourceOf(word: string): Template {
  if (/^\.[a-zA-Z_]\w*$/.test(word)) {
    const name = word.slice(1);
    return row => row.get(name) ?? '';
  }
  if (/^"[^"\\]*"$|^`[^`]*`$/.test(word)) {
    const value = word.slice(1, -1);
    return () => value;
  }
  if (Object.hasOwn(SOURCES, word)) {
    return SOURCES[word];
  }
  throw invalid(
    word
      ? `function ${JSON.stringify(word)} not defined`
      : 'missing value for command',
  );
}

function invalid(message: string) {
  return badQuery(
    `parse error : invalid line template: template: :1: ${message}`,
  );
}
