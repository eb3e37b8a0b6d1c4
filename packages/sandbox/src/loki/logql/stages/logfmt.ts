import { Row, Stage } from '../row';
import { labelName } from '../text';

const PAIR = /([^\s="]+)(?:=(?:"((?:[^"\\]|\\.)*)"|([^\s"]*)))?|(\S)/gy;

export interface LogfmtOptions {
  strict: boolean;
  keepEmpty: boolean;
  /** Only these, each under a name of its own. */
  wanted?: readonly { name: string; path: string }[];
}

/** `| logfmt`: every `key=value` of the line becomes a label. */
export function logfmt({ strict, keepEmpty, wanted }: LogfmtOptions): Stage {
  return row => {
    const pairs = read(row, strict);
    if (wanted) {
      for (const { name, path } of wanted) {
        row.extract(name, pairs.get(path) ?? '');
      }
      return true;
    }
    for (const [key, value] of pairs) {
      if (value !== '' || keepEmpty) {
        row.extract(labelName(key), value);
      }
    }
    return true;
  };
}

function read(row: Row, strict: boolean): Map<string, string> {
  const pairs = new Map<string, string>();
  let at = 0;
  const { line } = row;
  while (at < line.length) {
    if (line[at] <= ' ') {
      at += 1;
      continue;
    }
    PAIR.lastIndex = at;
    const match = PAIR.exec(line);
    const isPair = match && match[4] === undefined;
    if (!isPair && strict) {
      row.fail(
        'LogfmtParserErr',
        `logfmt syntax error at pos ${at + 1} : unexpected '${line[at]}'`,
      );
      return pairs;
    }
    if (isPair) {
      const [, key, quoted, bare = ''] = match;
      const value = quoted?.replace(/\\(.)/g, unescape) ?? bare;
      if (!pairs.has(key)) {
        pairs.set(key, value);
      }
    }
    at += match?.[0].length || 1;
  }
  return pairs;
}

function unescape(_: string, letter: string): string {
  return { n: '\n', t: '\t', r: '\r' }[letter] ?? letter;
}
