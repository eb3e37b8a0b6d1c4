import { blockLints } from '../lints/prompt';
import { lintText } from '../lints/types';
import { read, wordsOf } from './__testUtils__/echoGrammar';

describe('words', () => {
  it.each([
    ['tool show a b', ['a', 'b']],
    ['tool   show\ta', ['a']],
    [`tool show 'a b' "c d"`, ['a b', 'c d']],
    ['tool show a\\ b', ['a b']],
    [`tool show a'b c'"d e"f`, ['ab cd ef']],
    [`tool show 'it'\\''s'`, [`it's`]],
    ['tool show "a\\"b\\\\c\\$d\\e"', ['a"b\\c$d\\e']],
    ['tool show ""', ['']],
    ['tool show a \\\n  b', ['a', 'b']],
    ['tool show a\\\nb', ['ab']],
    ['tool show a \\\r\n  b', ['a', 'b']],
    ['tool show a # b', ['a']],
    ['tool show a#b', ['a#b']],
    ["tool show '#'", ['#']],
    ["tool show 'a\nb'", ['a\nb']],
    ["tool show '$X `y` $(z)'", ['$X `y` $(z)']],
    ['tool show --flag=value', ['--flag=value']],
    [
      'tool show -o jsonpath={.items[*].metadata.name}',
      ['-o', 'jsonpath={.items[*].metadata.name}'],
    ],
    [
      `tool show -o jsonpath='{range .items[*]}{.a}{end}'`,
      ['-o', 'jsonpath={range .items[*]}{.a}{end}'],
    ],
    ['/usr/bin/tool show', null],
  ])('%j', (text, words) => {
    expect(wordsOf(text)).toEqual(words);
  });
});

describe('statements', () => {
  it('are told apart by lines and semicolons, with their own text and line', () => {
    const block = `# first
tool show a; tool show b   # with a remark

tool show c \\
  d
echo done`;
    expect(read(block)).toMatchObject([
      { line: 2, text: 'tool show a', verdict: 'read' },
      { line: 2, text: 'tool show b', verdict: 'read' },
      { line: 4, text: 'tool show c \\\n  d', verdict: 'read' },
      { line: 6, text: 'echo done', verdict: 'prose', action: null },
    ]);
  });

  it('of an installed tool only are read; the others are prose that says why', () => {
    expect(
      read('git push\nargocd app list\nargocd login x\nls\n\\dt\nSELECT 1'),
    ).toMatchObject([
      { verdict: 'prose', reason: expect.stringContaining('repository') },
      { verdict: 'prose', reason: expect.stringContaining('Argo CD module') },
      { verdict: 'session', reason: expect.stringContaining('Argo CD') },
      { verdict: 'prose', reason: null },
      { verdict: 'prose', reason: expect.stringContaining('PostgreSQL') },
      { verdict: 'prose', reason: expect.stringContaining('PostgreSQL') },
    ]);
  });

  it('joined by && run one by one when they only read', () => {
    expect(read('tool show a &&\n  tool show b || echo none')).toMatchObject([
      { line: 1, text: 'tool show a', verdict: 'read' },
      { line: 2, text: 'tool show b', verdict: 'read' },
      { line: 2, text: 'echo none', verdict: 'prose' },
    ]);
    expect(read('tool show a && tool make b')).toMatchObject([
      { verdict: 'refuse', reason: expect.stringContaining('chained') },
    ]);
    expect(read('tool make a && tool make b && echo c')).toMatchObject([
      { verdict: 'refuse', reason: expect.stringContaining('chained') },
    ]);
  });

  it('that only read may follow a change, each a step of its own', () => {
    expect(read('tool make a && tool show b')).toMatchObject([
      { verdict: 'change', text: 'tool make a' },
      { verdict: 'read', text: 'tool show b' },
    ]);
    expect(read('tool make a || tool show b')).toMatchObject([
      { verdict: 'refuse' },
    ]);
    expect(read('tool make a && ls')).toMatchObject([{ verdict: 'refuse' }]);
    expect(read('tool make a && tool what')).toMatchObject([
      { verdict: 'refuse' },
    ]);
  });

  it('that only print may follow a change', () => {
    expect(read('tool make a && echo done')).toMatchObject([
      { verdict: 'change', text: 'tool make a' },
      { verdict: 'prose', text: 'echo done' },
    ]);
    expect(read('tool make a || echo failed')).toMatchObject([
      { verdict: 'refuse' },
    ]);
    expect(read('tool make a && echo x > file')).toMatchObject([
      { verdict: 'refuse' },
    ]);
    expect(read('tool make a && echo $(tool make b)')).toMatchObject([
      { verdict: 'refuse' },
    ]);
  });

  it('keep a here-document together', () => {
    const block = `tool talk <<EOF
tool make everything
EOF
tool show a`;
    expect(read(block)).toMatchObject([
      {
        verdict: 'session',
        text: 'tool talk <<EOF\ntool make everything\nEOF',
      },
      { line: 4, text: 'tool show a', verdict: 'read' },
    ]);
    expect(read('tool show a <<EOF\nx\nEOF')).toMatchObject([
      { verdict: 'refuse' },
    ]);
    expect(read('tool show a <<EOF\nx')).toMatchObject([
      { verdict: 'refuse', reason: expect.stringContaining('EOF') },
    ]);
  });

  it('after an open quote are not guessed', () => {
    expect(read(`tool show 'a\ntool make b`)).toMatchObject([
      {
        verdict: 'refuse',
        reason: 'This quote is never closed.',
        position: { offset: 10, length: 1 },
      },
    ]);
  });

  it.each([
    ['for x in a b; do\n  tool make $x\ndone\ntool show a', 'for'],
    ['while tool show x; do sleep 1; done\ntool show a', 'while'],
    ['if tool show x; then tool make y; fi\ntool show a', 'if'],
    ['case $X in\n  a) tool make b;;\nesac\ntool show a', 'case'],
    ['{ tool make a; }\ntool show a', 'brackets'],
    ['(tool make a; tool make b)\ntool show a', 'brackets'],
  ])('in %j are refused as a whole', (block, why) => {
    expect(read(block)).toMatchObject([
      { verdict: 'refuse', reason: expect.stringContaining(why) },
      { verdict: 'read', text: 'tool show a' },
    ]);
  });

  it('without any tool in a construct are prose', () => {
    expect(read('for x in a; do echo $x; done')).toMatchObject([
      { verdict: 'prose' },
    ]);
  });
});

describe('values of a block', () => {
  it.each([
    ['NS=prod', 'The steps below use this value.'],
    ['export NS="a b"', 'The steps below use this value.'],
    ['P=$(openssl rand -base64 32)', 'Nothing is run to make this value'],
    ['NS=', 'Nothing is run to make this value'],
    ['NS=<namespace>', 'Nothing is run to make this value'],
  ])('say what becomes of them: %s', (text, reason) => {
    expect(read(text)).toMatchObject([
      { verdict: 'prose', reason: expect.stringContaining(reason) },
    ]);
  });

  it('are never empty', () => {
    expect(read('NS=\ntool make $NS').at(-1)).toMatchObject({
      verdict: 'change',
      input: { words: ['$NS'] },
      placeholders: [{ text: '$NS' }],
    });
    expect(read('NS=""\ntool make a$NS').at(-1)).toMatchObject({
      placeholders: [{ text: '$NS' }],
    });
  });
});

describe('tails', () => {
  it('become filters', () => {
    const [statement] = read(
      `tool show a 2>/dev/null | grep -iE 'x|y' | sort -rk 2 | head -5 | wc -l > out_$(date +%F).txt`,
    );
    expect(statement.filters).toEqual([
      { name: 'grep', args: ['-i', '-E', '-e', 'x|y'] },
      { name: 'sort', args: ['-r', '-k', '2'] },
      { name: 'head', args: ['-n', '5'] },
      { name: 'wc', args: ['-l'] },
      { name: 'download', args: ['out_$(date +%F).txt'] },
    ]);
  });

  it.each([
    'tool show | sed s/a/b/',
    'tool show | xargs tool make',
    'tool show | grep -r x',
    'tool show | grep x file',
    'tool show | grep $X',
    'tool show | grep $(date +%F)',
    'tool show | head -c 5',
    'tool show | wc',
    'tool show | base64',
    'tool show | jq ".items[] | .x"',
    'tool show |',
    'tool show > a > b',
    'tool show > a | head',
    'tool show >> a',
    'tool show 2> a',
    'tool show > $(cat name)',
    'tool make a | head',
    'tool make a > b',
    'cat x | tool show',
  ])('such as in %j are refused', text => {
    const [statement] = read(text);
    expect(statement).toMatchObject({ verdict: 'refuse', filters: [] });
    expect(statement.reason).toMatch(/\.$/);
  });
});

describe('blocks', () => {
  it.each(['console', 'bash', 'text', null, ''])(
    'of %j with prompts hold output between the commands',
    language => {
      expect(
        read("$ tool show a\nit's output\n$ tool show b", language),
      ).toMatchObject([
        { line: 1, text: 'tool show a' },
        { line: 3, text: 'tool show b' },
      ]);
    },
  );

  it.each(['console', 'bash', 'text'])(
    'of %j say of a command without the prompt of the others that it does not run',
    language => {
      const text = '$ tool show a\n\ttool make b  \ntools\n$ tool show c';
      const statements = read(text, language);
      expect(statements).toMatchObject([
        { line: 1, verdict: 'read' },
        { line: 2, text: 'tool make b', verdict: 'prose', action: null },
        { line: 4, verdict: 'read' },
      ]);
      const [, statement] = statements;
      expect(
        lintText(
          { text: statement.text, statement: { ...statement, defaults: {} } },
          blockLints,
        ),
      ).toMatchObject([
        { code: 'missing-prompt', correction: '$ tool make b' },
      ]);
    },
  );

  it.each([
    [
      'console',
      '# tool show a\noutput\n# tool show b',
      ['tool show a', 'tool show b'],
    ],
    ['console', '# look\n$ tool show a\n# tool show b', ['tool show a']],
    ['console', '# tool show a\ntool show b', ['tool show b']],
    ['bash', '# tool show a\ntool show b', ['tool show b']],
    ['bash', '# tool show a', []],
    ['bash', '[root@node1 ~]# tool show a\nx', ['tool show a']],
    ['console', 'root@node1:/etc# tool show a\nx', ['tool show a']],
    ['bash', "tool show 'a\n$ b'", ["tool show 'a\n$ b'"]],
    [
      'bash',
      'tool talk <<EOF\n$ tool show a\nEOF',
      ['tool talk <<EOF\n$ tool show a\nEOF'],
    ],
  ])(
    'of %s know the prompt of root from a comment: %j',
    (language, text, found) => {
      expect(read(text, language).map(statement => statement.text)).toEqual(
        found,
      );
    },
  );

  it.each(['text', null])(
    'of %j count as commands by their first word only',
    language => {
      expect(read("tool show a\nit's output", language)).toMatchObject([
        { text: 'tool show a' },
      ]);
      expect(read('Just text about tool show', language)).toEqual([]);
    },
  );

  it.each(['yaml', 'json', 'python', 'mermaid'])(
    'of %s hold none',
    language => {
      expect(read('tool show a', language)).toEqual([]);
    },
  );

  it.each([
    ['logql', '{app="x"} |= "error"', 'observability'],
    ['text', '{app="x"} |= "error"', 'observability'],
    ['promql', 'up', 'observability'],
    ['text', 'sum(rate(http_requests_total[5m])) by (job)', 'observability'],
    ['sql', 'SELECT 1;', 'PostgreSQL'],
    ['text', 'SELECT * FROM users;', 'PostgreSQL'],
  ])('of %s with %j are queries of a module', (language, text, module) => {
    expect(read(text, language)).toMatchObject([
      { verdict: 'prose', text, reason: expect.stringContaining(module) },
    ]);
  });

  it('of several queries are told apart', () => {
    expect(
      read('-- one\nSELECT 1;\nSELECT\n  2;\n\n-- two\nSELECT 3', 'sql'),
    ).toMatchObject([
      { line: 2, text: 'SELECT 1;' },
      { line: 3, text: 'SELECT\n  2;' },
      { line: 7, text: 'SELECT 3' },
    ]);
  });
});

it('points at what would run in the background, which belongs to the text', () => {
  const [statement] = read('tool &');
  expect(statement).toMatchObject({
    text: 'tool &',
    verdict: 'refuse',
    position: { offset: 5, length: 1 },
  });
});
