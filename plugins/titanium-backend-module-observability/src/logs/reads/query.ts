import {
  LogsResult,
  SeriesResult,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { Read } from '@titanium-portal/backstage-plugin-titanium-node';
import { z } from 'zod/v3';
import { LokiClient } from '../LokiClient';
import { LokiSeries } from '../shapes';
import { readStreams, withinBudget } from '../lines';
import {
  nanoseconds,
  rangeSchema,
  resolveRange,
  stepOf,
  TimeRange,
} from '../range';
import { asWritten, scopeQuery } from '../scope';
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

/** Text of one answer, in characters. */
const BUDGET = 8 * 1024 * 1024;
const POINTS = 240;
const MOST_SERIES = 100;

const input = z
  .object({
    cluster: clusterSchema,
    query: querySchema,
    scope: scopeSchema,
    range: rangeSchema,
    limit: z.number().int().min(1).max(5000),
    direction: z.enum(['backward', 'forward']),
  })
  .strict();

type QueryInput = z.infer<typeof input>;

/** Loki's values as a page draws them. */
export function toSeries(
  series: readonly LokiSeries[],
  query: string,
  nameOf: (labels: Record<string, string>) => string,
): SeriesResult {
  const shown = series.slice(0, MOST_SERIES);
  return {
    type: 'series',
    kind: 'range',
    query,
    series: shown.map(({ metric, values }) => ({
      name: nameOf(metric),
      labels: metric,
      points: values.map(([seconds, value]) => [
        seconds * 1000,
        Number.isFinite(Number(value)) ? Number(value) : null,
      ]),
    })),
    ...(series.length > shown.length && {
      warnings: [`${series.length - shown.length} more series are left out`],
    }),
  };
}

function labelsText(labels: Record<string, string>): string {
  return `{${Object.entries(labels)
    .map(([name, value]) => `${name}="${value}"`)
    .join(', ')}}`;
}

async function readLines(
  loki: LokiClient,
  query: string,
  range: TimeRange,
  { limit, direction }: QueryInput,
  signal: AbortSignal,
): Promise<LogsResult> {
  const lines = readStreams(
    await loki.streams(
      {
        query,
        start: nanoseconds(range.from),
        end: nanoseconds(range.to),
        limit,
        direction,
      },
      signal,
    ),
  );
  const kept = withinBudget(
    lines,
    direction === 'forward' ? 'oldest' : 'newest',
    BUDGET,
  );
  return {
    type: 'logs',
    lines: kept.map(({ line }) => line),
    query: {
      text: query,
      ...range,
      limit,
      limited: lines.length >= limit || kept.length < lines.length,
    },
  };
}

/** Any LogQL query: lines, or values over time. */
export function createQueryRead(platforms: Platforms): Read<QueryInput> {
  return {
    id: 'loki.query',
    title: 'Query logs',
    description: 'Lines, or values over time, that a LogQL query finds',
    input,
    async target(value, context) {
      return queryTarget(platforms, value, context);
    },
    async run(value, context) {
      const { signal } = context;
      const loki = lokiOf(
        platforms,
        clusterName(platforms, value.cluster, context),
      );
      const scoped = scopeQuery(value.query, value.scope, context.entity);
      const { text, kind } = scoped.query;
      try {
        const range = await resolveRange(loki.http, value.range, signal);
        return kind === 'log'
          ? await readLines(loki, text, range, value, signal)
          : toSeries(
              await loki.series(text, range, stepOf(range, POINTS), signal),
              text,
              labelsText,
            );
      } catch (error) {
        throw asWritten(error, scoped, value.query);
      }
    },
    toCommand: logcli,
  };
}
