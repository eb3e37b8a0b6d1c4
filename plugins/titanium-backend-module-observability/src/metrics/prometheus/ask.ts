import { SeriesResult } from '@titanium-portal/backstage-plugin-titanium-common';
import { PlatformHttp } from '@titanium-portal/backstage-plugin-titanium-node';
import { Grid, PrometheusAnswer, toSeries } from './answers';

/** A cheap path whose answer tells Prometheus' time. */
export const CLOCK_PATH = '/-/ready';

/** Longer queries do not fit into addresses everywhere. */
const MAX_IN_ADDRESS = 4000;

type Answered = Pick<SeriesResult, 'series' | 'warnings'>;

const seconds = (time: number) => (time / 1000).toFixed(3);

async function ask(
  http: PlatformHttp,
  path: string,
  values: Record<string, string | undefined> & { query: string },
  signal?: AbortSignal,
): Promise<PrometheusAnswer> {
  return http.json<PrometheusAnswer>({
    ...(values.query.length > MAX_IN_ADDRESS
      ? { method: 'POST', form: values }
      : { query: values }),
    path,
    signal,
  });
}

/** Values at one moment; Prometheus' own now without one. */
export async function askInstant(
  http: PlatformHttp,
  query: string,
  time: number | null,
  signal?: AbortSignal,
): Promise<Answered> {
  const answer = await ask(
    http,
    '/api/v1/query',
    { query, time: time === null ? undefined : seconds(time) },
    signal,
  );
  return toSeries(answer, undefined, http.title);
}

/** Values at each time of a grid. */
export async function askRange(
  http: PlatformHttp,
  query: string,
  grid: Grid,
  signal?: AbortSignal,
): Promise<Answered> {
  const answer = await ask(
    http,
    '/api/v1/query_range',
    {
      query,
      start: seconds(grid.from),
      end: seconds(grid.to),
      step: seconds(grid.step),
    },
    signal,
  );
  return toSeries(answer, grid, http.title);
}
