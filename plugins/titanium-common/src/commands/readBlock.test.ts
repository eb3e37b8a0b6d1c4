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
