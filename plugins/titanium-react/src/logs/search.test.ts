import { findLines, markMatches, parseLine } from './search';
import { logToText } from './toText';

const line = (text: string, pod?: string) => ({
  time: '2026-01-01T00:00:00.000000000Z',
  text,
  pod,
});

describe('search in a log', () => {
  it('finds lines whatever their case and colours', () => {
    const lines = [
      line('\u001b[31mErr\u001b[1mor\u001b[0m'),
      line('fine'),
      line('no ERROR'),
    ];
    expect(findLines(lines, 'error')).toEqual([0, 2]);
    expect(findLines(lines, '')).toEqual([]);
  });

  it('marks every match, across pieces too', () => {
    const { segments } = parseLine(line('an \u001b[31mer\u001b[0mror, error'));
    const marked = markMatches(segments, 'error');
    expect(marked.map(({ text, match }) => [text, Boolean(match)])).toEqual([
      ['an ', false],
      ['er', true],
      ['ror', true],
      [', ', false],
      ['error', true],
    ]);
    expect(marked[1].color).toBe('red');
  });

  it('searches 50,000 lines within a keystroke', () => {
    const lines = Array.from({ length: 50_000 }, (_, index) =>
      line(`GET /blog/api/posts/${index} 200 12.3ms req=abcdef`),
    );
    findLines(lines, 'warm');
    const started = performance.now();
    expect(findLines(lines, 'posts/4999').length).toBe(11);
    expect(performance.now() - started).toBeLessThan(200);
  });
});

describe('a log as a file', () => {
  it('has times, pods and gaps, and no escapes', () => {
    const lines = [line('\u001b[31ma\u001b[0m', 'p1'), line('b', 'p2')];
    expect(
      logToText(
        { lines, appended: 12, gaps: [{ before: 11, dropped: 5 }] },
        { timestamps: true, pods: true },
      ),
    ).toBe(
      '2026-01-01T00:00:00.000000000Z p1 a\n[... 5 ...]\n2026-01-01T00:00:00.000000000Z p2 b\n',
    );
  });
});
