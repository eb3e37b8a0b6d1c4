import { ClusterClient } from '@titanium-portal/backstage-plugin-titanium-node';
import fc from 'fast-check';
import { until } from '@titanium-portal/test-utils';
import { ContainerTail } from './ContainerTail';
import { SortedLine } from './logLines';

/** A log that answers as the API does, and cuts connections after as many lines as it is told. */
class FakeLog {
  readonly queries: Record<string, string | undefined>[] = [];
  failures: (Error | undefined)[] = [];
  ended = false;

  constructor(readonly lines: string[], private readonly cuts: number[]) {}

  client(): ClusterClient {
    const answer = (request: any) => this.answer(request.query);
    return { lines: answer } as unknown as ClusterClient;
  }

  private async *answer(query: Record<string, string | undefined>) {
    this.queries.push(query);
    const failure = this.failures.shift();
    if (failure) {
      throw failure;
    }
    const { sinceTime, tailLines } = query;
    const known = this.lines.filter(
      line => !sinceTime || line.slice(0, 30) >= sinceTime,
    );
    const wanted =
      tailLines === undefined ? known : known.slice(-Number(tailLines));
    const cut = this.cuts.shift();
    for (const text of wanted.slice(0, cut)) {
      yield { text, cut: 0 };
    }
    if (cut === undefined) {
      this.ended = true;
    } else if (cut < wanted.length) {
      throw new Error('connection reset');
    }
  }
}

const stamp = (at: number) =>
  `2026-01-01T00:00:00.${String(at).padStart(9, '0')}Z`;

function follow(log: FakeLog, previous = false) {
  const seen: SortedLine[] = [];
  const troubles: (string | undefined)[] = [];
  let caughtUp = 0;
  const tail = new ContainerTail(
    log.client(),
    {
      namespace: 'ns',
      pod: 'p',
      container: 'c',
      previous,
      tail: 1_000,
    },
    {
      lines: lines => seen.push(...lines),
      trouble: message => troubles.push(message),
      caughtUp: () => {
        caughtUp += 1;
      },
      alive: () => !log.ended,
    },
  );
  return { tail, seen, troubles, done: tail.run(), caughtUp: () => caughtUp };
}

describe('ContainerTail', () => {
  it('neither loses nor repeats lines, wherever connections are cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(30), { minLength: 1, maxLength: 40 }),
        fc.array(fc.nat(40), { maxLength: 4 }),
        async (steps, cuts) => {
          let at = 0;
          const lines = steps.map((step, index) => {
            // Several lines of one moment are usual.
            at += step > 10 ? step : 0;
            return `${stamp(at)} line ${index}`;
          });
          const log = new FakeLog(lines, cuts);
          const { seen, done, tail } = follow(log);
          const nudge = setInterval(() => tail.reconnect(), 1);
          await done;
          clearInterval(nudge);
          expect(seen.map(({ line }) => `${line.time} ${line.text}`)).toEqual(
            lines,
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  it('waits for a container that has not started, without holding others back', async () => {
    const log = new FakeLog([`${stamp(1)} up`], []);
    log.failures = [new Error('container "c" is waiting to start')];
    const { seen, troubles, tail, caughtUp, done } = follow(log);
    await until(() => caughtUp() > 0 && troubles.length > 0);
    expect(troubles[0]).toMatch(/waiting to start/);
    tail.reconnect();
    await done;
    expect(seen.map(({ line }) => line.text)).toEqual(['up']);
    expect(troubles[troubles.length - 1]).toBeUndefined();
  });

  it('reads the log of the run before once', async () => {
    const log = new FakeLog([`${stamp(1)} last words`], []);
    const { seen, done } = follow(log, true);
    await done;
    expect(seen).toHaveLength(1);
    expect(log.queries).toEqual([
      expect.objectContaining({ previous: 'true', follow: undefined }),
    ]);
  });

  it('stops', async () => {
    const log = new FakeLog([], []);
    log.failures = [new Error('away')];
    const { tail, done } = follow(log);
    tail.stop();
    await done;
    expect(log.queries.length).toBeLessThanOrEqual(1);
  });
});
