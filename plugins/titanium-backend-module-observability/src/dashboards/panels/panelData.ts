import { JsonObject } from '@backstage/types';
import {
  DataFrame,
  FramesResult,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { redactText } from '@titanium-portal/backstage-plugin-titanium-node';
import { Range } from '../../shared/range';
import { Datasource, GrafanaClient } from '../GrafanaClient';
import {
  durationMs,
  durationText,
  intervalOf,
  rateIntervalOf,
} from '../intervals';
import { PanelModel, TargetModel } from '../model';
import { ChosenVariable, interpolate } from '../variables/format';
import { datasourceUid } from '../variables/options';
import { readFrames } from './frames';

const MAX_TARGETS = 26;
const SCRAPE_MS = 15_000;
const TABLES = new Set(['table']);

/** Where and when a panel's queries are asked, and in what steps. */
export interface PanelTimes {
  range: Range;
  interval: number;
  scrape: number;
  points: number;
}

/** Steps for a panel of a width, and the range moved onto them, so that viewers of one moment ask the same. */
export function panelTimes(
  range: Range,
  width: number,
  panel: PanelModel,
  datasource: Datasource | undefined,
): PanelTimes {
  const scrape = durationMs(datasource?.jsonData?.timeInterval) ?? SCRAPE_MS;
  const least = durationMs(panel.interval) ?? scrape;
  const points = Math.min(panel.maxDataPoints ?? width, width);
  const interval = intervalOf(
    range.to - range.from,
    Math.max(10, points),
    least,
  );
  const to = Math.floor(range.to / interval) * interval;
  const from = Math.floor(range.from / interval) * interval;
  return { range: { from, to }, interval, scrape, points };
}

function builtIns({ range, interval, scrape }: PanelTimes) {
  const length = range.to - range.from;
  const rate = rateIntervalOf(interval, scrape);
  return {
    __interval: durationText(interval),
    __interval_ms: String(interval),
    __rate_interval: durationText(rate),
    __rate_interval_ms: String(rate),
    __range: `${Math.round(length / 1000)}s`,
    __range_s: String(Math.round(length / 1000)),
    __range_ms: String(length),
    __from: String(range.from),
    __to: String(range.to),
  };
}

/** A target as Grafana's data source API takes it: what the dashboard says, variables written in. */
function bodyOf(
  target: TargetModel,
  options: {
    uid: string;
    type: string | undefined;
    times: PanelTimes;
    variables: ReadonlyMap<string, ChosenVariable>;
    table: boolean;
  },
): JsonObject & { refId: string } {
  const { uid, type, times, variables, table } = options;
  const least = durationMs(interpolate(target.interval ?? '', variables));
  const own = {
    ...times,
    interval:
      Math.max(times.interval, least ?? 0) * (target.intervalFactor ?? 1),
  };
  const values = builtIns(own);
  const { refId, expr, instant, range, format, legendFormat } = target;
  const once = instant ?? (table && range !== true);
  return {
    refId,
    datasource: { uid, ...(type && { type }) },
    ...(expr !== undefined && { expr: interpolate(expr, variables, values) }),
    ...(typeof target.queryType === 'string' && {
      queryType: target.queryType,
    }),
    instant: once,
    range: range ?? !once,
    format: format ?? 'time_series',
    legendFormat: legendFormat ?? '',
    intervalMs: own.interval,
    maxDataPoints: times.points,
  };
}

/** Asks the queries of a panel, each alone: what fails is said, the rest is shown. */
export async function askPanel(
  client: GrafanaClient,
  options: {
    panel: PanelModel;
    times: PanelTimes;
    variables: ReadonlyMap<string, ChosenVariable>;
    sources: readonly Datasource[];
  },
): Promise<FramesResult> {
  const { panel, times, variables, sources } = options;
  const targets = (panel.targets ?? [])
    .filter(({ hide }) => hide !== true)
    .slice(0, MAX_TARGETS);
  const errors: string[] = [];
  const answers = await Promise.allSettled(
    targets.map(async target => {
      const uid = datasourceUid(
        target.datasource ?? panel.datasource,
        variables,
        sources,
      );
      if (uid === undefined) {
        throw new Error('The data source of this query is not known');
      }
      const query = bodyOf(target, {
        uid,
        type: sources.find(each => each.uid === uid)?.type,
        times,
        variables,
        table: TABLES.has(panel.type ?? ''),
      });
      const answered = await client.query({
        from: String(times.range.from),
        to: String(times.range.to),
        query,
      });
      return readFrames(answered, {
        legendFormat: target.legendFormat,
        expr: target.expr ?? target.refId,
      });
    }),
  );
  const frames: DataFrame[] = [];
  answers.forEach((answer, index) => {
    const name = targets.length > 1 ? `${targets[index].refId}: ` : '';
    if (answer.status === 'rejected') {
      const { message } = answer.reason as Error;
      errors.push(`${name}${redactText(message)}`);
      return;
    }
    frames.push(...answer.value.frames);
    if (answer.value.left > 0) {
      errors.push(`${name}More data than a panel shows was left out`);
    }
  });
  const failed = answers.filter(({ status }) => status === 'rejected');
  if (targets.length > 0 && failed.length === targets.length) {
    // Nothing at all: the page tells a platform that is down from a query that is wrong.
    throw (failed[0] as PromiseRejectedResult).reason;
  }
  return { type: 'frames', frames, errors, stepMs: times.interval };
}
