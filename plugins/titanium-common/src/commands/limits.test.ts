import { applyFilters } from './filters/applyFilters';
import { read } from './__testUtils__/echoGrammar';

/** Milliseconds of processor time that reading takes: the machine may have other things to do. */
function timed(run: () => void): number {
  const start = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

const MB = 1024 * 1024;

describe('large and hostile text is read in linear time', () => {
  it.each([
    ['one long word', `tool show ${'a'.repeat(MB - 20)}`],
    ['many words', `tool show ${'a '.repeat(MB / 2 - 20)}`],
    ['nested quotes', `tool show ${`"'`.repeat(100_000)}`],
    ['open quotes', `tool show ${`"$(`.repeat(100_000)}`],
    ['open brackets', `tool show ${'('.repeat(100_000)}`],
    ['open substitutions', '$(\n'.repeat(100_000)],
    ['open placeholders', `tool show ${'<a'.repeat(200_000)}`],
    ['open braces', `tool show ${'{a'.repeat(200_000)}`],
    ['open here-documents', 'tool show <<A <<B <<C\n'.repeat(20_000)],
    ['semicolons', 'tool show a;'.repeat(50_000)],
    ['pipes', `tool show ${'| head '.repeat(50_000)}`],
    ['joins', `tool show ${'&& tool show '.repeat(20_000)}`],
    ['loops', 'for x in a; do '.repeat(30_000)],
    ['ampersands', '&'.repeat(500_000)],
    ['comments', '# tool\n'.repeat(100_000)],
    ['line feeds', '\n'.repeat(MB - 1)],
    ['backslashes', `tool show ${'\\\n'.repeat(400_000)}`],
    ['dollars', `tool show ${'$'.repeat(MB - 20)}`],
    ['placeholders', `tool show ${'<pod> '.repeat(100_000)}`],
  ])('%s', (_, text) => {
    expect(timed(() => read(text))).toBeLessThan(2_500);
  });

  it('ten thousand blocks', () => {
    const block = '# look\ntool show a | grep x\ntool make b';
    expect(
      timed(() => {
        for (let i = 0; i < 10_000; i++) {
          read(block);
        }
      }),
    ).toBeLessThan(2_500);
  });

  it('patterns that make others backtrack', () => {
    const lines = Array.from({ length: 100 }, () => ({
      time: '',
      text: 'a'.repeat(2_000),
    }));
    const pattern = `${'a*'.repeat(20)}b`;
    expect(
      timed(() =>
        applyFilters({ type: 'logs', lines }, [
          { name: 'grep', args: ['-e', pattern] },
        ]),
      ),
    ).toBeLessThan(2_500);
  });
});
