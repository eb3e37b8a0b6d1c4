import { JsonObject } from '@backstage/types';
import {
  quoteWord,
  SeriesResult,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { Read } from '@titanium-portal/backstage-plugin-titanium-node';
import { z } from 'zod/v3';
import { clientOf, clusterName, ObservabilityDeps } from '../../shared/deps';
import { RangeInput, rangeSchema, resolveRange } from '../../shared/range';
import { askInstant, askRange, CLOCK_PATH } from '../prometheus/ask';
import { gridOf } from '../prometheus/steps';
import { queryText, scopedQuery, scopeSchema } from './scope';

const base = {
  cluster: clusterName,
  query: queryText,
  scope: scopeSchema,
};

const instantInput = z
  .object({
    ...base,
    time: z.number().int().min(0).max(8.64e15).nullable(),
  })
  .strict();

const rangeInput = z
  .object({
    ...base,
    range: rangeSchema,
    stepSeconds: z.number().int().min(1).max(604_800).nullable(),
  })
  .strict();

type InstantInput = z.infer<typeof instantInput>;
type RangeQueryInput = z.infer<typeof rangeInput>;

const KIND = 'metrics';

const clock = (time: number) => new Date(time).toISOString();

function rangeFlags(range: RangeInput): string {
  return 'last' in range
    ? `--start="$(date -u -d '-${range.last} seconds' +%FT%TZ)"`
    : `--start=${clock(range.from)} --end=${clock(range.to)}`;
}

/** `promtool query instant`. */
export function createInstantRead(deps: ObservabilityDeps): Read<InstantInput> {
  return {
    id: 'prometheus.query',
    title: 'Query metrics',
    description: 'Values of a PromQL expression at one moment',
    input: instantInput,
    async target(input, { entity }) {
      clientOf(deps, input.cluster, 'prometheus');
      const { namespace } = scopedQuery(input, entity);
      return { cluster: input.cluster, namespace, kind: KIND, name: null };
    },
    async run(input, { entity, signal }): Promise<SeriesResult> {
      const { text } = scopedQuery(input, entity);
      const http = clientOf(deps, input.cluster, 'prometheus');
      return {
        type: 'series',
        kind: 'instant',
        query: text,
        ...(await askInstant(http, text, input.time, signal)),
      };
    },
    toCommand: ({ query, time }) =>
      `promtool query instant${
        time === null ? '' : ` --time=${clock(time)}`
      } "$PROMETHEUS_URL" ${quoteWord(query)}`,
  };
}

/** `promtool query range`. */
export function createRangeRead(
  deps: ObservabilityDeps,
): Read<RangeQueryInput & JsonObject> {
  return {
    id: 'prometheus.queryRange',
    title: 'Query metrics over time',
    description: 'Values of a PromQL expression over a range of time',
    input: rangeInput,
    async target(input, { entity }) {
      clientOf(deps, input.cluster, 'prometheus');
      const { namespace } = scopedQuery(input, entity);
      return { cluster: input.cluster, namespace, kind: KIND, name: null };
    },
    async run(input, { entity, signal }): Promise<SeriesResult> {
      const { text } = scopedQuery(input, entity);
      const http = clientOf(deps, input.cluster, 'prometheus');
      const range = await resolveRange(http, CLOCK_PATH, input.range, signal);
      const grid = gridOf(range, input.stepSeconds);
      return {
        type: 'series',
        kind: 'range',
        query: text,
        ...(await askRange(http, text, grid, signal)),
      };
    },
    toCommand: ({ query, range, stepSeconds }) =>
      `promtool query range ${rangeFlags(range)}${
        stepSeconds === null ? '' : ` --step=${stepSeconds}s`
      } "$PROMETHEUS_URL" ${quoteWord(query)}`,
  };
}
