import fc from 'fast-check';
import { createTestWorld } from '../world/world';
import { LOKI } from '.';
import { LokiError } from './errors';
import { parseQuery } from './logql';
import { compileRegex } from './logql/regex';
import { platformOptions } from './__testUtils__/platform';
import { LokiClient } from './contract/__testUtils__/client';

jest.setTimeout(60_000);

const TOKENS = [
  '{',
  '}',
  '(',
  ')',
  '[5m]',
  '[',
  ']',
  ',',
  '|',
  '|=',
  '!=',
  '|~',
  '!~',
  '=',
  '=~',
  '==',
  '>',
  '<=',
  '+',
  '-',
  '*',
  '/',
  '^',
  '%',
  'app',
  '"x"',
  '`y`',
  '"(',
  '5',
  '1.5s',
  '2KB',
  'json',
  'logfmt',
  'regexp',
  'pattern',
  'unpack',
  'unwrap',
  'line_format',
  '"{{.a}}"',
  '"{{"',
  'label_format',
  'drop',
  'keep',
  'decolorize',
  'rate',
  'count_over_time',
  'quantile_over_time',
  'sum',
  'topk',
  'by',
  'without',
  'on',
  'ignoring',
  'group_left',
  'bool',
  'and',
  'or',
  'unless',
  'offset',
  'vector',
  'label_replace',
  '{app="x"}',
  '{app=~".+"}',
  'ip(',
  '#',
  '\n',
  '$x',
  '한글',
];

/** Any other failure than the one for bad queries fails the test. */
function read(query: string): void {
  try {
    parseQuery(query);
  } catch (error) {
    if (!(error instanceof LokiError) || error.status !== 400) {
      throw error;
    }
  }
}

describe('the reader of queries', () => {
  it('answers any text with a plan or with the words of a bad query', () => {
    expect.assertions(0);
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 80 }), read), {
      numRuns: 500,
    });
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...TOKENS), { maxLength: 25 }),
        tokens => read(tokens.join(' ')),
      ),
      { numRuns: 2000 },
    );
  });

  it('survives depth and length', () => {
    for (const query of [
      '('.repeat(20_000),
      `${'sum('.repeat(5000)}rate({a="b"}[1m])${')'.repeat(5000)}`,
      `1${' + 1'.repeat(20_000)}`,
      `{a="b"}${' | json'.repeat(15_000)}`,
      `{a="b"} | a="b"${' or a="b"'.repeat(10_000)}`,
      'x'.repeat(1_000_000),
      '"'.repeat(100_000),
    ]) {
      const started = performance.now();
      read(query);
      expect(performance.now() - started).toBeLessThan(5000);
    }
  });
});

describe('regular expressions', () => {
  const words = fc.string({
    unit: fc.constantFrom('a', 'b', '|', '1', 'é'),
    minLength: 1,
    maxLength: 12,
  });

  it('of words mean the same with and without the short cut', () => {
    fc.assert(
      fc.property(words, fc.boolean(), words, (source, folded, text) => {
        const short = compileRegex(folded ? `(?i)${source}` : source);
        const long = compileRegex(
          folded ? `(?i)(?:${source})` : `(?:${source})`,
        );
        expect(short.test(text)).toBe(long.test(text));
        expect(compileRegex(source, true).test(text)).toBe(
          compileRegex(`(?:${source})`, true).test(text),
        );
      }),
      { numRuns: 500 },
    );
  });
});

describe('pushed lines', () => {
  it('come back as they were, in order of time', async () => {
    const { world, clock } = createTestWorld();
    const server = await LOKI.start(platformOptions(world));
    const loki = new LokiClient(server.url);
    const base = BigInt(clock.now() - 60_000) * 1_000_000n;
    let run = 0;
    const entry = fc.tuple(
      fc.bigInt({ min: 0n, max: 50_000_000_000n }),
      fc.string({ unit: 'grapheme', maxLength: 60 }),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(entry, {
          minLength: 1,
          maxLength: 40,
          selector: ([time]) => time,
        }),
        fc.constantFrom('forward', 'backward'),
        async (entries, direction) => {
          run += 1;
          const labels = { case: String(run) };
          const values = entries.map(
            ([time, line]) => [base + time, line] as const,
          );
          expect((await loki.push(labels, values)).status).toBe(204);
          const { json } = await loki.api(
            'query_range',
            {
              query: `{run="${loki.run}", case="${run}"}`,
              direction,
              limit: '5000',
            },
            { 'X-Loki-Response-Encoding-Flags': 'categorize-labels' },
          );
          const sorted = values
            .map(([time, line]) => [String(time), line])
            .sort((a, b) => (BigInt(a[0]) < BigInt(b[0]) ? -1 : 1));
          expect(
            json.data.result[0].values.map((value: string[]) =>
              value.slice(0, 2),
            ),
          ).toEqual(direction === 'forward' ? sorted : sorted.reverse());
        },
      ),
      { numRuns: 40 },
    );
    await server.close();
    world.stop();
  });
});
