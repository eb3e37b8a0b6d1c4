import { renderInTestApp } from '@backstage/frontend-test-utils';
import { Result } from '@titanium-portal/backstage-plugin-titanium-common';
import { visibleText } from '../components';
import { parseAnsi } from '../logs/ansi';
import { PlanView } from '../plans';
import { ResultView } from '../results';
import { resultToText } from '../results/toText';
import { aPlan } from '../testing/samples';

// eslint-disable-next-line no-script-url
const PROGRAM = 'javascript:alert(1)';

/** What a cluster, a log or a document may hold, each with what must be seen of it. */
const HOSTILE: [string, string, string][] = [
  [
    'markup',
    '<img src=x onerror="document.title=1"><script>document.title=1</script>',
    '<img src=x onerror="document.title=1"><script>document.title=1</script>',
  ],
  ['an address that is a program', PROGRAM, PROGRAM],
  [
    'a link of a terminal',
    'a\u001b]8;;javascript:alert(1)\u0007b\u001b]8;;\u0007',
    'ab',
  ],
  ['a write to the clipboard', 'a\u001b]52;c;cm0gLXJmIC8K\u0007b', 'ab'],
  ['a title for the window', 'a\u001b]0;root\u001b\\b', 'ab'],
  ['moves of the cursor', 'a\u001b[2Kb\u001b[1Ac', 'abc'],
  ['a device control string', 'a\u001bP$q"p\u001b\\b', 'ab'],
  ['an introducer of the second set', 'a\u009b2Jb', 'a\\u009b2Jb'],
  ['a carriage return', 'deny\rallow', 'deny\\u000dallow'],
  ['a backspace', 'no\u0008\u0008ok', 'no\\u0008\\u0008ok'],
  ['text that runs backwards', 'a\u202eb', 'a\\u202eb'],
  ['isolates', 'a\u2067b\u2069', 'a\\u2067b\\u2069'],
  ['an Arabic letter mark', 'a\u061cb', 'a\\u061cb'],
  [
    'zero-width characters',
    'a\u200bb\u2060c\ufeffd',
    'a\\u200bb\\u2060c\\ufeffd',
  ],
  ['a soft hyphen', 'a\u00adb', 'a\\u00adb'],
  ['fillers that look like nothing', 'a\u3164b\u115fc', 'a\\u3164b\\u115fc'],
  ['separators of lines', 'a\u2028b\u2029c', 'a\\u2028b\\u2029c'],
  ['tags', 'a\u{e0041}b', 'a\\u{e0041}b'],
];
const HIDDEN =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u115f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff]|[\u{e0000}-\u{e0fff}]/u;

const RESULTS: [string, (text: string) => Result][] = [
  [
    'table',
    text => ({
      type: 'table',
      columns: [{ name: text, type: 'string' }],
      rows: [{ cells: [text] }, { cells: [`${'long '.repeat(20)}${text}`] }],
    }),
  ],
  ['rows', text => ({ type: 'rows', columns: [text], rows: [[text]] })],
  ['text', text => ({ type: 'text', text: `${text}\nmore` })],
  [
    'logs',
    text => ({
      type: 'logs',
      lines: [{ time: '2026-01-01T00:00:00Z', text, labels: { app: text } }],
    }),
  ],
  [
    'description',
    text => ({
      type: 'description',
      ref: { kind: 'pod', name: 'a' },
      facts: [{ name: 'message', value: text }],
      sections: [
        {
          title: 'Events',
          table: {
            columns: [{ name: 'Message', type: 'string' }],
            rows: [{ cells: [text] }],
          },
        },
      ],
    }),
  ],
  [
    'diff',
    text => ({
      type: 'diff',
      objects: [
        {
          ref: { kind: 'configmap', name: 'a' },
          change: 'changed',
          live: `a: ${text}\n`,
          desired: `b: ${text}\n`,
          entries: [{ path: 'a', before: text, after: text }],
        },
      ],
    }),
  ],
];

/** Whatever on the page acts, leads astray or cannot be seen. */
function harm(): string[] {
  const { body, title } = document;
  const found: string[] = [];
  const look = (where: string, text: string) => {
    if (HIDDEN.test(text)) found.push(`hidden characters in ${where}: ${text}`);
  };
  look('the text', body.textContent ?? '');
  for (const element of body.querySelectorAll('*')) {
    for (const { name, value } of element.attributes) {
      look(name, value);
      if (/^on/.test(name)) found.push(name);
      if (
        ['href', 'src', 'action', 'formaction'].includes(name) &&
        /^\s*(javascript|data|vbscript):/i.test(value)
      ) {
        found.push(`${name}=${value}`);
      }
    }
  }
  if (body.querySelector('img[src="x"], script, iframe, object')) {
    found.push('an element made of markup');
  }
  if (title === '1') found.push('a program that ran');
  return found;
}

it.each(HOSTILE)('%s: is made visible and harmless', (_, text, seen) => {
  expect(visibleText(text)).toBe(seen);
  const shown = parseAnsi(text)
    .map(segment => segment.text)
    .join('');
  expect(shown).toBe(seen);
});

describe('hostile text', () => {
  it.each(RESULTS)(
    'stays harmless in %s, shown and copied',
    async (type, resultOf) => {
      const results = HOSTILE.map(([, text]) => resultOf(text));
      await renderInTestApp(
        <>
          {results.map((result, index) => (
            <ResultView
              key={index}
              label={`${type} ${index}`}
              result={result}
            />
          ))}
        </>,
      );
      expect(harm()).toEqual([]);
      for (const result of results) {
        expect(resultToText(result)).not.toMatch(HIDDEN);
      }
    },
  );

  it('stays harmless in a plan', async () => {
    const [step] = aPlan().steps;
    await renderInTestApp(
      <>
        {HOSTILE.map(([name, text]) => (
          <PlanView
            key={name}
            plan={aPlan({
              title: text,
              sentence: text,
              confirmLabel: text,
              command: text,
              warnings: [
                { code: 'unheard-of', severity: 'warning', message: text },
              ],
              decision: { allowed: false, code: 'denied', reason: text },
              approval: { required: true, approvers: [], reason: text },
              summary: { key: 'none', values: { message: text, author: text } },
              origin: {
                type: 'document',
                verified: false,
                heading: text,
                path: text,
                statement: text,
              },
              steps: [1, 2].map(index => ({
                ...step,
                index,
                title: text,
                preview: {
                  source: index === 1 ? 'none' : 'computed',
                  reason: text,
                  entries: [{ path: text, before: text, after: text }],
                  before: text,
                  after: `${text}${text}`,
                },
              })),
            })}
          />
        ))}
      </>,
    );
    expect(harm()).toEqual([]);
  });
});
