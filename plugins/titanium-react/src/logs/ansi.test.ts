import fc from 'fast-check';
import { parseAnsi, plainText, takeCharacters } from './ansi';

const ESC = '\u001b';

describe('parseAnsi', () => {
  it('keeps colours and weights', () => {
    expect(parseAnsi(`${ESC}[1;31mERROR${ESC}[0m upstream`)).toEqual([
      { text: 'ERROR', color: 'red', bold: true },
      { text: ' upstream' },
    ]);
  });

  it('gives bright colours the same readable ones', () => {
    expect(parseAnsi(`${ESC}[92mok${ESC}[0m`)).toEqual([
      { text: 'ok', color: 'green' },
    ]);
  });

  it.each([
    ['a title', `${ESC}]0;owned\u0007text`],
    ['a link', `${ESC}]8;;https://evil.example\u0007text${ESC}]8;;\u0007`],
    ['the clipboard', `${ESC}]52;c;cm0gLXJm\u0007text`],
    ['a cleared screen', `${ESC}[2J${ESC}[Htext`],
    ['a device string', `${ESC}P1;2|payload${ESC}\\text`],
  ])('takes off %s', (_, line) => {
    expect(plainText(parseAnsi(line))).toBe('text');
  });

  it('shows characters that hide or turn text', () => {
    expect(plainText(parseAnsi('a\u202eb\u200bc\u0008'))).toBe(
      'a\\u202eb\\u200bc\\u0008',
    );
  });

  it('leaves markup as text', () => {
    expect(parseAnsi('<img src=x onerror=alert(1)>')).toEqual([
      { text: '<img src=x onerror=alert(1)>' },
    ]);
  });

  it('leaves no control in any text, whatever comes', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom(
            ...`${ESC}[]0123;:mKHJP\\\u0007\r\u202e한글ab `,
          ),
        }),
        line => {
          for (const { text } of parseAnsi(line)) {
            // eslint-disable-next-line no-control-regex
            expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u202e]/);
          }
        },
      ),
    );
  });

  it('reads a hostile megabyte in linear time', () => {
    const started = performance.now();
    parseAnsi(`${ESC}]`.repeat(250_000));
    parseAnsi(`${ESC}[`.repeat(250_000));
    expect(performance.now() - started).toBeLessThan(3000);
  });
});

describe('takeCharacters', () => {
  it('cuts inside a piece and keeps its style', () => {
    expect(
      takeCharacters([{ text: 'abc', bold: true }, { text: 'def' }], 4),
    ).toEqual([{ text: 'abc', bold: true }, { text: 'd' }]);
  });
});
