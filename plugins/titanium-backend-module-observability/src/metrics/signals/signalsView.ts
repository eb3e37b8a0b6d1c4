import { setTimeout as wait } from 'node:timers/promises';
import { JsonObject } from '@backstage/types';
import {
  SignalRow,
  SourceStatus,
} from '@titanium-portal/backstage-plugin-titanium-common';
import {
  View,
  ViewChange,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { z } from 'zod/v3';
import { clusterOf, prometheusSelector } from '../../entities';
import { LabelMatcher } from '../../grammar/labelMatchers';
import { clientOf, ObservabilityDeps } from '../../shared/deps';
import { failureStatus } from '../../shared/SharedPoll';
import { CLOCK_PATH } from '../prometheus/ask';
import { Grid } from '../prometheus/answers';
import { askSignals, SignalLine, SignalLines } from './askSignals';
import { SignalName } from './definitions';

type Input = { cluster: string; matchers: LabelMatcher[] };

const MINUTE_MS = 60_000;
const MINUTES = 60;
const SCRAPE_MS = 15_000;
const NAMES: SignalName[] = ['traffic', 'errors', 'latency', 'saturation'];
/** Wall clock: metrics are collected every quarter of a minute of the platform's time. */
const INTERVAL_MS = 15_000;
const FAST_INTERVAL_MS = 3_000;

/** Whole minutes back from the newest collection, so that the last value is now. */
function lastHour(now: number): Grid {
  const to = Math.floor(now / SCRAPE_MS) * SCRAPE_MS;
  return { from: to - (MINUTES - 1) * MINUTE_MS, to, step: MINUTE_MS };
}

/** The highest of several lines at each time; null where none has a value. */
function highest(lines: SignalLine[]): (number | null)[] {
  return (lines[0]?.points ?? []).map((_, index) => {
    const values = lines
      .map(({ points }) => points[index]?.[1])
      .filter((value): value is number => typeof value === 'number');
    return values.length ? Math.max(...values) : null;
  });
}

/** Rows of the signals that could be read. */
export function signalRows({ lines }: SignalLines): SignalRow[] {
  return NAMES.flatMap(key => {
    const of = (period: SignalLine['period']) =>
      lines.filter(
        line =>
          line.definition.signal === key &&
          line.definition.main &&
          line.period === period,
      );
    const current = of('current');
    if (current.length === 0) {
      return [];
    }
    const recent = highest(current);
    return [
      {
        key,
        unit: current[0].definition.unit,
        value: recent.at(-1) ?? null,
        previous: highest(of('previous')).at(-1) ?? null,
        recent,
      },
    ];
  });
}

/**
 * A platform whose time runs faster than the portal's has news sooner; asking follows, within reason. How fast it runs
 * is learnt from two answers.
 */
function intervalOf(
  before: { wall: number; platform: number } | undefined,
  now: { wall: number; platform: number },
): number {
  const speed = before
    ? (now.platform - before.platform) / Math.max(1, now.wall - before.wall)
    : 1;
  return speed > 1.5
    ? Math.max(FAST_INTERVAL_MS, INTERVAL_MS / speed)
    : INTERVAL_MS;
}

async function* signals(
  deps: ObservabilityDeps,
  { cluster, matchers }: Input,
  signal: AbortSignal,
): AsyncGenerator<ViewChange[]> {
  const http = clientOf(deps, cluster, 'prometheus');
  const source = `prometheus:${cluster}`;
  let goodAt: string | undefined;
  let last: SourceStatus | undefined;
  let before: { wall: number; platform: number } | undefined;
  while (!signal.aborted) {
    const changes: ViewChange[] = [];
    let status: SourceStatus;
    let interval: number;
    try {
      const to = await http.now(CLOCK_PATH, signal);
      const now = { wall: Date.now(), platform: to };
      interval = intervalOf(before, now);
      before = now;
      const answer = await askSignals(http, {
        matchers,
        grid: lastHour(to),
        compare: true,
        signal,
      });
      const rows = signalRows(answer);
      if (rows.length === 0) {
        throw answer.failures[0].error;
      }
      goodAt = new Date().toISOString();
      // Rows that could not be read stay as they were; the message says so.
      for (const row of rows) {
        changes.push({ op: 'put', collection: 'signals', key: row.key, row });
      }
      status = { state: 'live', since: goodAt, platform: http.title };
      if (answer.failures.length > 0) {
        status = failureStatus(answer.failures[0].error, http.title, goodAt);
      }
    } catch (error) {
      if (signal.aborted) {
        return;
      }
      interval = FAST_INTERVAL_MS;
      status = failureStatus(error, http.title, goodAt);
    }
    if (last?.state !== status.state || last.message !== status.message) {
      last = status;
      changes.push({ op: 'status', source, status });
    }
    yield changes;
    await wait(interval, undefined, { signal, ref: false }).catch(() => {});
  }
}

/** The golden signals of an entity now, each with its last hour. */
export function createSignalsView(deps: ObservabilityDeps): View {
  return {
    topic: 'signals',
    kind: 'rows',
    params: z.object({}).strict(),
    scope(entity) {
      const cluster = clusterOf(entity, deps.platforms);
      const { matchers } = prometheusSelector(entity);
      const input = {
        cluster,
        matchers: matchers.map(matcher => ({ ...matcher })),
      };
      return { shareKey: JSON.stringify(input), input: input as JsonObject };
    },
    open: (input, { signal }) =>
      signals(deps, input as unknown as Input, signal),
  };
}
