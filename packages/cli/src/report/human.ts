import {
  StatementLint,
  Verdict,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { CheckedStatement } from '../check/types';
import { Reporter } from './types';

const ORDER: readonly Verdict[] = [
  'read',
  'change',
  'form',
  'session',
  'prose',
  'refuse',
];
const WIDTH = 100;

/** Without anything a terminal would obey. */
function plain(text: string): string {
  return text.replace(
    // eslint-disable-next-line no-control-regex
    /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g,
    '\ufffd',
  );
}

/** Its first line, cut. */
function firstLine(text: string): string {
  const feed = text.indexOf('\n');
  const line = plain(text.slice(0, feed < 0 ? WIDTH : Math.min(feed, WIDTH)));
  return line.length < text.length ? `${line.trimEnd()} …` : line;
}

/** What is known to be wrong, and the text as it should be. */
function lintLines(indent: string, lints: readonly StatementLint[]): string[] {
  return lints.flatMap(({ code, message, correction }) => [
    `${indent}warning (${code}): ${plain(message)}`,
    ...(correction === null
      ? []
      : [
          ...correction
            .split('\n')
            .map(
              (line, at) =>
                `${indent}${at === 0 ? 'better: ' : '        '}${plain(line)}`,
            ),
        ]),
  ]);
}

function statementLines(path: string, statement: CheckedStatement): string[] {
  const { line, verdict, text, reason, action, position } = statement;
  const place = `${path}:${line}`;
  const lines = [`${place}  ${verdict.padEnd(7)}  ${firstLine(text)}`];
  const indent = ' '.repeat(place.length + 2 + 9);
  if (verdict === 'refuse' && position && position.length > 0) {
    const part = text.slice(position.offset, position.offset + position.length);
    lines.push(`${indent}at ${firstLine(part)}`);
  }
  if (reason) {
    lines.push(`${indent}${plain(reason)}`);
  } else if (action) {
    lines.push(`${indent}${action}`);
  }
  return [...lines, ...lintLines(indent, statement.lints)];
}

/** The report for people: a line for each statement, and the sum. */
export const humanReport: Reporter = (files, print) => {
  const counts = new Map<Verdict, number>();
  let checked = 0;
  let warned = 0;
  for (const { path, blocks } of files) {
    checked += 1;
    for (const { line, statements, lints } of blocks) {
      if (lints.length > 0) {
        warned += lints.length;
        const found = [`${path}:${line}`, ...lintLines('  ', lints)];
        print(`${found.join('\n')}\n`);
      }
      for (const statement of statements) {
        const { verdict } = statement;
        warned += statement.lints.length;
        counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
        print(`${statementLines(path, statement).join('\n')}\n`);
      }
    }
  }
  const sum = ORDER.filter(verdict => counts.has(verdict))
    .map(verdict => `${counts.get(verdict)} ${verdict}`)
    .join(', ');
  print(
    `${checked} ${checked === 1 ? 'file' : 'files'}: ${sum || 'no commands'}${
      warned > 0 ? `; ${warned} ${warned === 1 ? 'warning' : 'warnings'}` : ''
    }\n`,
  );
  return counts.get('refuse') ?? 0;
};
