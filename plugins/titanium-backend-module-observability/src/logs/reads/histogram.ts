import { SeriesResult } from '@titanium-portal/backstage-plugin-titanium-common';
import {
  Read,
  upstreamStatus,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { z } from 'zod/v3';
import { levelOf } from '../lines';
import { LokiClient } from '../LokiClient';
import { LokiSeries } from '../shapes';
import { rangeSchema, resolveRange, stepOf, TimeRange } from '../range';
import { asWritten, scopeLogQuery } from '../scope';
import {
  clusterName,
  clusterSchema,
  lokiOf,
  Platforms,
  querySchema,
  queryTarget,
  scopeSchema,
} from './common';
import { logcli } from './command';

const input = z
  .object({
    cluster: clusterSchema,
    query: querySchema,
    scope: scopeSchema,
    range: rangeSchema,
    buckets: z.number().int().min(1).max(500),
  })
  .strict();

type HistogramInput = z.infer<typeof input>;

const COUNT_TIMEOUT_MS = 15_000;
const TOO_COSTLY =
  /too many bytes|too many outstanding|timed out|deadline|reducing query cardinality/i;

/** One series per level; times are the beginnings of the buckets. Empty buckets are left out. */
function byLevel(
  series: readonly LokiSeries[],
  step: number,
): SeriesResult['series'] {
  const levels = new Map<string, Map<number, number>>();
  for (const { metric, values } of series) {
    const level = levelOf(metric.detected_level ?? metric.level) ?? 'unknown';
    const counts = levels.get(level) ?? new Map<number, number>();
    levels.set(level, counts);
    for (const [seconds, value] of values) {
      const time = (seconds - step) * 1000;
      const lines = Number(value);
      if (lines > 0) {
        counts.set(time, (counts.get(time) ?? 0) + lines);
      }
    }
  }
  return [...levels].map(([level, counts]) => ({
    name: level,
    labels: { level },
    points: [...counts].sort(([a], [b]) => a - b),
  }));
}

/** A range whose evaluations count whole buckets that cover it. */
function aligned({ from, to }: TimeRange, step: number): TimeRange {
  const width = step * 1000;
  const first = Math.floor(from / width) * width;
  return { from: first + width, to: Math.ceil(to / width) * width };
}

async function count(
  loki: LokiClient,
  query: { text: string; bare: boolean; parses: boolean },
  range: TimeRange,
  step: number,
  signal: AbortSignal,
): Promise<SeriesResult> {
  // A line that a parser cannot read would fail the whole count.
  const pipeline = query.parses
    ? `${query.text} | drop __error__, __error_details__`
    : query.text;
  const text = `sum by (detected_level) (count_over_time(${pipeline} [${step}s]))`;
  const within = aligned(range, step);
  try {
    return {
      type: 'series',
      kind: 'range',
      query: text,
      unit: 'short',
      series: byLevel(
        await loki.series(
          text,
          within,
          step,
          AbortSignal.any([signal, AbortSignal.timeout(COUNT_TIMEOUT_MS)]),
        ),
        step,
      ),
    };
  } catch (error) {
    signal.throwIfAborted();
    const costly =
      (error as Error).name === 'TimeoutError' ||
      upstreamStatus(error) === 504 ||
      TOO_COSTLY.test((error as Error).message);
    if (!query.bare || !costly) {
      throw error;
    }
    return {
      type: 'series',
      kind: 'range',
      query: query.text,
      unit: 'bytes',
      series: byLevel(
        await loki.volume(query.text, within, step, signal),
        step,
      ),
      warnings: [
        'Counting lines is too costly here: these are bytes from the index, without levels.',
      ],
    };
  }
}

/** How many lines of each level a query finds over time. */
export function createHistogramRead(
  platforms: Platforms,
): Read<HistogramInput> {
  return {
    id: 'loki.histogram',
    title: 'Count log lines',
    description: 'How many lines of each level a log query finds over time',
    input,
    async target(value, context) {
      return queryTarget(platforms, value, context);
    },
    async run(value, context) {
      const loki = lokiOf(
        platforms,
        clusterName(platforms, value.cluster, context),
      );
      const scoped = scopeLogQuery(value.query, value.scope, context.entity);
      try {
        const range = await resolveRange(
          loki.http,
          value.range,
          context.signal,
        );
        return await count(
          loki,
          scoped.query,
          range,
          stepOf(range, value.buckets),
          context.signal,
        );
      } catch (error) {
        throw asWritten(error, scoped, value.query);
      }
    },
    toCommand: logcli,
  };
}
