import { findFences } from './fences';

const found = (...lines: string[]) =>
  [...findFences(lines.join('\n'))].map(fence => ({
    line: fence.line,
    language: fence.language,
    text: fence.lines.join('\n'),
  }));

describe('fenced blocks', () => {
  it('are found with their line, language and text', () => {
    expect(found('# a', '```bash', 'one', '', 'two', '```', 'b')).toEqual([
      { line: 2, language: 'bash', text: 'one\n\ntwo' },
    ]);
  });

  it.each([
    ['```', null],
    ['```Bash', 'bash'],
    ['``` sh', 'sh'],
    ['~~~ console', 'console'],
    ['```{.bash .no-copy title="x y"}', 'bash'],
    ['``` {.yaml .x data-y="z"}', 'yaml'],
    ['```{ .bash }', 'bash'],
    ['```bash title="deploy.sh" linenums="1"', 'bash'],
    ['```bash{1,3}', 'bash'],
    ['```bash,ignore', 'bash'],
    ['```{title="x"}', null],
  ])('name their language: %s', (fence, language) => {
    const end = fence.startsWith('~') ? '~~~' : '```';
    expect(found(fence, 'x', end)).toEqual([{ line: 1, language, text: 'x' }]);
  });

  it('hold shorter fences, and fences of the other kind, as text', () => {
    expect(
      found('````markdown', '```bash', 'x', '```', '````', '~~~', '```', '~~~'),
    ).toEqual([
      { line: 1, language: 'markdown', text: '```bash\nx\n```' },
      { line: 6, language: null, text: '```' },
    ]);
  });

  it('stand in lists, admonitions and quotations', () => {
    expect(
      found(
        '1. Do this:',
        '',
        '   ```bash',
        '   one \\',
        '     two',
        '   ```',
        '- ```sh',
        '  three',
        '  ```',
        '!!! note',
        '',
        '    ```bash',
        '    four',
        '    ```',
        '> ```bash',
        '> five',
        '> ```',
        '> > ```bash',
        '> > six',
        'out',
      ),
    ).toEqual([
      { line: 3, language: 'bash', text: 'one \\\n  two' },
      { line: 7, language: 'sh', text: 'three' },
      { line: 12, language: 'bash', text: 'four' },
      { line: 15, language: 'bash', text: 'five' },
      { line: 18, language: 'bash', text: 'six' },
    ]);
  });

  it('end with the file when they are never closed', () => {
    expect(found('```bash', 'x', '``` no end', '``')).toEqual([
      { line: 1, language: 'bash', text: 'x\n``` no end\n``' },
    ]);
  });

  it('are not made by code inside of a line, nor inside of a comment', () => {
    expect(
      found('``` `x` ```', '<!--', '```bash', 'x', '```', '-->', '<!-- a -->'),
    ).toEqual([]);
  });

  it('keep their lines where line feeds have carriage returns', () => {
    expect([...findFences('```bash\r\none\r\n```\r\n')]).toEqual([
      { line: 1, language: 'bash', lines: ['one'] },
    ]);
  });
});
