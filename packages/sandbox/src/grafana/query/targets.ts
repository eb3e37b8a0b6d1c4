import { DataSource, SCRAPE_MS } from '../datasources';
import { GrafanaError } from '../errors';
import { ask } from './ask';
import { ApiSeries, Frame, FrameOptions, seriesFrame } from './frames';
import { logFrame } from './logFrame';
import { fillIntervals, stepOf } from './time';

/** A query of a request, as the browser sends it. */
export interface Target {
  refId: string;
  datasource?: { uid?: string };
  expr?: string;
  legendFormat?: string;
  instant?: boolean;
  range?: boolean;
  queryType?: string;
  maxLines?: number;
  direction?: string;
  intervalMs?: number;
  interval?: string;
  maxDataPoints?: number;
}

export interface TimeRange {
  from: number;
  to: number;
}

/** Asks one data source one query. */
export async function runTarget(
  source: DataSource,
  target: Target,
  range: TimeRange,
): Promise<Frame[]> {
  const rangeMs = Math.max(0, range.to - range.from);
  const leastMs = source.type === 'prometheus' ? SCRAPE_MS : 1000;
  const stepMs = stepOf(rangeMs, target, leastMs);
  const expr = fillIntervals(target.expr ?? '', stepMs, rangeMs);
  if (!expr.trim()) {
    return [];
  }
  return source.type === 'prometheus'
    ? prometheus(source, target, expr, range, stepMs)
    : loki(source, target, expr, range, stepMs);
}

async function prometheus(
  source: DataSource,
  target: Target,
  expr: string,
  { from, to }: TimeRange,
  stepMs: number,
): Promise<Frame[]> {
  const { instant, range = !instant } = target;
  const options = frameOptions(target, `Expr: ${expr}`, stepMs);
  const frames: Frame[] = [];
  if (range) {
    // Points stand on whole steps, so that they stay where they are while time goes on.
    const values = {
      query: expr,
      start: String((Math.floor(from / stepMs) * stepMs) / 1000),
      end: String((Math.floor(to / stepMs) * stepMs) / 1000),
      step: String(stepMs / 1000),
    };
    frames.push(
      ...toFrames(await post(source, '/api/v1/query_range', values), options),
    );
  }
  if (instant) {
    const values = { query: expr, time: String(to / 1000) };
    frames.push(
      ...toFrames(await post(source, '/api/v1/query', values), options),
    );
  }
  return frames;
}

async function loki(
  source: DataSource,
  target: Target,
  expr: string,
  { from, to }: TimeRange,
  stepMs: number,
): Promise<Frame[]> {
  const options = frameOptions(target, `Expr: ${expr}`, stepMs);
  const ns = (ms: number) => `${Math.round(ms)}000000`;
  if (target.queryType === 'instant' || target.instant) {
    const values = { query: expr, time: ns(to) };
    return toFrames(await post(source, '/loki/api/v1/query', values), options);
  }
  const data = await post(source, '/loki/api/v1/query_range', {
    query: expr,
    start: ns(from),
    end: ns(to),
    step: `${stepMs}ms`,
    limit: String(target.maxLines ?? 1000),
    direction: target.direction ?? 'backward',
  });
  return data.resultType === 'streams'
    ? [logFrame(target.refId, expr, data.result)]
    : toFrames(data, options);
}

function frameOptions(
  { refId, legendFormat = '' }: Target,
  executed: string,
  stepMs: number,
): Omit<FrameOptions, 'resultType'> {
  return {
    refId,
    legendFormat,
    stepMs,
    executedQueryString: `${executed}\nStep: ${stepMs / 1000}s`,
  };
}

// The shape of `result` follows from `resultType`.
type Data = { resultType: string; result: any };

async function post(
  source: DataSource,
  path: string,
  values: Record<string, string>,
): Promise<Data> {
  const reply = await ask(`${source.url}${path}`, {
    method: 'POST',
    body: new URLSearchParams(values),
  });
  const body = parse(reply.text);
  if (reply.status !== 200 || !body?.data) {
    const message = body?.error
      ? `${body.errorType ?? 'error'}: ${body.error}`
      : reply.text.trim() || `status ${reply.status}`;
    throw new GrafanaError(reply.status === 200 ? 500 : reply.status, message);
  }
  return body.data;
}

function parse(
  text: string,
): { data?: Data; error?: string; errorType?: string } | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function toFrames(
  { resultType, result }: Data,
  options: Omit<FrameOptions, 'resultType'>,
): Frame[] {
  if (resultType === 'matrix') {
    return (result as ApiSeries[]).map(series =>
      seriesFrame(series, { ...options, resultType }),
    );
  }
  if (resultType === 'vector') {
    return (
      result as { metric: ApiSeries['metric']; value: [number, string] }[]
    ).map(({ metric, value }) =>
      seriesFrame({ metric, values: [value] }, { ...options, resultType }),
    );
  }
  return [
    seriesFrame(
      { metric: {}, values: [result as [number, string]] },
      { ...options, resultType: 'scalar' },
    ),
  ];
}
