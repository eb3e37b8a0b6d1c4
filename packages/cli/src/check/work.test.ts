import { checkMarkdown as blocksOf } from './checkText';

const checkMarkdown = (text: string) => [...blocksOf(text)];

/**
 * Characters that the string functions and regular expressions of the reading go through. Time depends on the machine;
 * this does not.
 */
function countWork(run: () => void): number {
  let work = 0;
  const restore: (() => void)[] = [];
  function count<T extends object, K extends keyof T>(
    owner: T,
    name: K,
    cost: (self: any, result: any, args: any[], from: number) => number,
  ) {
    const original = owner[name] as unknown as Function;
    owner[name] = function counted(this: unknown, ...args: any[]) {
      const from = (this as { lastIndex?: number }).lastIndex ?? 0;
      const result = original.apply(this, args);
      work += 1 + cost(this, result, args, from);
      return result;
    } as unknown as T[K];
    restore.push(() => {
      owner[name] = original as unknown as T[K];
    });
  }
  const wholeText = (self: string) => self.length;
  count(String.prototype, 'slice', (_, result) => result.length);
  count(String.prototype, 'indexOf', (self, result, [, from = 0]) =>
    result < 0 ? self.length - from : result - from,
  );
  count(String.prototype, 'startsWith', (_, __, [text]) => text.length);
  count(String.prototype, 'split', wholeText);
  count(String.prototype, 'replace', wholeText);
  count(String.prototype, 'trim', wholeText);
  count(String.prototype, 'trimEnd', wholeText);
  count(String.prototype, 'trimStart', wholeText);
  count(String.prototype, 'includes', wholeText);
  count(String.prototype, 'search', wholeText);
  count(RegExp.prototype, 'exec', (_, result, [text], from) =>
    // From where it begins to the end of what it found, or to the end of the text.
    result ? result.index + result[0].length - from : String(text).length,
  );
  count(RegExp.prototype, 'test', (_, __, [text]) => String(text).length);
  try {
    run();
  } finally {
    restore.forEach(undo => undo());
  }
  return work;
}

const fenced = (body: string) => `\`\`\`bash\n${body}\n\`\`\`\n`;

/** Text of a size, by what might make reading it more than linear. */
const SHAPES: [string, (size: number) => string][] = [
  ['one long word', size => fenced(`kubectl get ${'a'.repeat(size)}`)],
  ['many words', size => fenced(`kubectl get ${'a '.repeat(size / 2)}`)],
  ['many flags', size => fenced(`kubectl get ${'-n a '.repeat(size / 5)}`)],
  ['nested quotes', size => fenced(`kubectl get ${`"'`.repeat(size / 2)}`)],
  ['substitutions', size => fenced(`kubectl get ${'"$('.repeat(size / 3)}`)],
  ['placeholders', size => fenced(`kubectl get ${'<a> '.repeat(size / 4)}`)],
  [
    'placeholders in one word',
    size =>
      fenced(
        `kubectl get pod ${Array.from(
          { length: size / 8 },
          (_, at) => `<a${at}>`,
        ).join('')}`,
      ),
  ],
  [
    'placeholders in a here-document',
    size =>
      fenced(
        `kubectl apply -f - <<E\n${Array.from(
          { length: size / 8 },
          (_, at) => `<a${at}>`,
        ).join('\n')}\nE`,
      ),
  ],
  ['pipes', size => fenced(`kubectl get pods ${'| head '.repeat(size / 7)}`)],
  ['comma lists', size => fenced(`kubectl get ${'po,'.repeat(size / 3)}`)],
  ['semicolons', size => fenced('kubectl top nodes;'.repeat(size / 18))],
  [
    'here-document',
    size => fenced(`kubectl apply -f - <<E\n${'$a '.repeat(size / 3)}\nE`),
  ],
  ['blocks', size => fenced('kubectl get pods -n a').repeat(size / 34)],
  ['open fences', size => '```bash\n'.repeat(size / 8)],
  ['quotations', size => '>'.repeat(size)],
  ['list marks', size => '- '.repeat(size / 2)],
  ['LogQL', size => `\`\`\`logql\n{a="${'b'.repeat(size)}"}\n\`\`\``],
  ['PromQL', size => `\`\`\`promql\n${'sum('.repeat(size / 4)}\n\`\`\``],
];

describe('the work of checking a text', () => {
  it.each(SHAPES)('grows with its size: %s', (_, shape) => {
    const size = 20_000;
    checkMarkdown(shape(size));
    const small = countWork(() => checkMarkdown(shape(size)));
    const large = countWork(() => checkMarkdown(shape(4 * size)));
    expect(large).toBeLessThan(6 * small + 100_000);
  });

  it('is a small multiple of ten thousand blocks', () => {
    const text = fenced('kubectl get pods -n a').repeat(10_000);
    expect(countWork(() => checkMarkdown(text))).toBeLessThan(60 * text.length);
  });
});
