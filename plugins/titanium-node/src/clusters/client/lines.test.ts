import fc from 'fast-check';
import { readLineBatches } from './lines';

async function read(
  chunks: Uint8Array[],
  maxLineBytes = 1_000,
  overflow: 'cut' | 'fail' = 'cut',
) {
  async function* body() {
    yield* chunks;
  }
  const lines = [];
  for await (const batch of readLineBatches(body(), {
    maxLineBytes,
    overflow,
  })) {
    lines.push(...batch);
  }
  return lines;
}

function split(bytes: Buffer, cuts: number[]): Buffer[] {
  const at = [...new Set(cuts.map(cut => cut % (bytes.length + 1)))].sort(
    (a, b) => a - b,
  );
  const borders = [0, ...at, bytes.length];
  return borders
    .slice(1)
    .map((end, index) => bytes.subarray(borders[index], end));
}

describe('readLineBatches', () => {
  it('reads the same lines wherever chunks end, characters included', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc
            .string({ unit: 'grapheme', maxLength: 40 })
            .map(text => text.replace(/[\r\n]/g, '')),
          { maxLength: 20 },
        ),
        fc.array(fc.nat(2_000), { maxLength: 20 }),
        async (lines, cuts) => {
          const bytes = Buffer.from(lines.map(line => `${line}\n`).join(''));
          expect(
            (await read(split(bytes, cuts))).map(({ text }) => text),
          ).toEqual(lines.map(line => Buffer.from(line).toString()));
        },
      ),
    );
  });

  it('keeps a last line without a line feed', async () => {
    expect(await read([Buffer.from('a\r\nb')])).toEqual([
      { text: 'a', cut: 0 },
      { text: 'b', cut: 0 },
    ]);
  });

  it('cuts long lines at whole characters and counts the rest', async () => {
    const long = '가'.repeat(1_000);
    const [line, next] = await read(
      split(Buffer.from(`${long}\nnext\n`), [5, 50, 500, 999, 2_000]),
      100,
    );
    expect(line.text).toBe('가'.repeat(33));
    expect(line.cut).toBe(3_000 - 99);
    expect(next).toEqual({ text: 'next', cut: 0 });
  });

  it('fails on long lines where a part is worse than nothing', async () => {
    await expect(
      read([Buffer.from('x'.repeat(200))], 100, 'fail'),
    ).rejects.toThrow(/longer than 100 bytes/);
  });

  it('holds no more than one line of a body without line feeds', async () => {
    const megabyte = Buffer.alloc(1024 * 1024, 'x');
    const [line] = await read(new Array(20).fill(megabyte), 1_000);
    expect(line.text).toHaveLength(1_000);
    expect(line.cut).toBe(20 * 1024 * 1024 - 1_000);
  });
});
