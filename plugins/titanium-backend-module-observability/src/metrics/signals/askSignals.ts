import { SeriesResult } from '@titanium-portal/backstage-plugin-titanium-common';
import { PlatformHttp } from '@titanium-portal/backstage-plugin-titanium-node';
import { LabelMatcher } from '../../grammar/labelMatchers';
import { Grid, onGrid } from '../prometheus/answers';
import { askRange } from '../prometheus/ask';
import { rateWindow, SignalDefinition, SIGNALS } from './definitions';

/** One line of a signal: a value for each time of the grid. */
export interface SignalLine {
  definition: SignalDefinition;
  period: 'current' | 'previous';
  points: [number, number | null][];
}

/** What could be read, and what could not. */
export interface SignalLines {
  lines: SignalLine[];
  failures: { definition: SignalDefinition; error: unknown }[];
}

/**
 * All golden signals of an entity over a grid, and over the one before, whose points are moved onto the same times. Each
 * query fails alone.
 */
export async function askSignals(
  http: PlatformHttp,
  options: {
    matchers: readonly LabelMatcher[];
    grid: Grid;
    compare: boolean;
    signal?: AbortSignal;
  },
): Promise<SignalLines> {
  const { matchers, grid, compare, signal } = options;
  const length = grid.to - grid.from + grid.step;
  const before = { ...grid, from: grid.from - length, to: grid.to - length };
  const window = rateWindow(grid.step / 1000);
  const wanted = SIGNALS.flatMap(definition => [
    { definition, period: 'current' as const, asked: grid },
    ...(compare
      ? [{ definition, period: 'previous' as const, asked: before }]
      : []),
  ]);
  const answers = await Promise.allSettled(
    wanted.map(async ({ definition, asked }) => {
      const query = definition.query(matchers, window);
      const { series } = await askRange(http, query, asked, signal);
      return series[0]?.points ?? onGrid([], asked);
    }),
  );
  signal?.throwIfAborted();
  const result: SignalLines = { lines: [], failures: [] };
  answers.forEach((answer, index) => {
    const { definition, period, asked } = wanted[index];
    if (answer.status === 'rejected') {
      result.failures.push({ definition, error: answer.reason });
      return;
    }
    const shift = grid.from - asked.from;
    result.lines.push({
      definition,
      period,
      points: answer.value.map(([time, value]) => [time + shift, value]),
    });
  });
  return result;
}

/** The lines as a result; a signal that could not be read is a warning. */
export function signalsResult({ lines, failures }: SignalLines): SeriesResult {
  const warnings = new Set(
    failures.map(
      ({ definition: { signal, part }, error }) =>
        `${signal} (${part}): ${(error as Error).message}`,
    ),
  );
  return {
    type: 'series',
    kind: 'range',
    series: lines.map(
      ({ definition: { signal, part, unit }, period, points }) => ({
        name: part === 'total' ? signal : `${signal} ${part}`,
        labels: { signal, part, period, unit },
        points,
      }),
    ),
    ...(warnings.size && { warnings: [...warnings] }),
  };
}
