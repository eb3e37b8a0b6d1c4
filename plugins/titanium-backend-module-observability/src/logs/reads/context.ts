import { InputError } from '@backstage/errors';
import {
  ActionContext,
  Read,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { z } from 'zod/v3';
import { matcherText } from '../../grammar/labelMatchers';
import { LokiClient } from '../LokiClient';
import { nanosecondsOf, readStreams, withinBudget } from '../lines';
import { scopeLogQuery, ScopedQuery } from '../scope';
import {
  clusterName,
  clusterSchema,
  lokiOf,
  Platforms,
  queryTarget,
} from './common';
import { logcli } from './command';

const WINDOW_NS = 6n * 3_600_000_000_000n;
const BUDGET = 2 * 1024 * 1024;
const LABEL = /^[A-Za-z_][A-Za-z0-9_]{0,254}$/;

const input = z
  .object({
    cluster: clusterSchema,
    labels: z
      .record(z.string().regex(LABEL), z.string().max(2048))
      .refine(labels => Object.keys(labels).length <= 64, {
        message: 'Too many labels',
      }),
    /** As the line has it, nanoseconds included. */
    time: z.string().refine(time => nanosecondsOf(time) !== undefined, {
      message: 'Expected an RFC 3339 time in UTC',
    }),
    before: z.number().int().min(0).max(500),
    after: z.number().int().min(0).max(500),
  })
  .strict();

type ContextInput = z.infer<typeof input>;

function selectorOf(labels: Record<string, string>): string {
  return `{${Object.entries(labels)
    .map(([name, value]) => matcherText({ name, op: '=', value }))
    .join(', ')}}`;
}

function scoped(
  labels: Record<string, string>,
  { entity }: ActionContext,
): ScopedQuery {
  return scopeLogQuery(selectorOf(labels), entity ? 'entity' : 'query', entity);
}

async function read(
  loki: LokiClient,
  value: ContextInput,
  context: ActionContext,
) {
  const { signal } = context;
  const at = nanosecondsOf(value.time)!;
  const start = at - WINDOW_NS;
  const end = at + WINDOW_NS;
  const range = {
    from: Number(start / 1_000_000n),
    to: Number(end / 1_000_000n),
  };
  // A line's labels hold structured metadata too, by which streams cannot be asked for.
  const ofStreams = new Set(await loki.labels(range, { signal }));
  const labels = Object.fromEntries(
    Object.entries(value.labels).filter(([name]) => ofStreams.has(name)),
  );
  if (Object.keys(labels).length === 0) {
    throw new InputError('None of these labels belongs to a stream');
  }
  const { query: known, namespace } = scoped(labels, context);
  if (namespace !== scoped(value.labels, context).namespace) {
    // What was authorized must be what is asked.
    throw new InputError('The namespace is no label of a stream here');
  }
  const query = known.text;
  const [before, after] = await Promise.all([
    value.before === 0
      ? []
      : loki.streams(
          {
            query,
            start: String(start),
            end: String(at),
            limit: value.before,
            direction: 'backward',
          },
          signal,
        ),
    loki.streams(
      {
        query,
        start: String(at),
        end: String(end),
        limit: value.after + 1,
        direction: 'forward',
      },
      signal,
    ),
  ]);
  const older = withinBudget(readStreams(before), 'newest', BUDGET);
  const newer = withinBudget(readStreams(after), 'oldest', BUDGET);
  return {
    type: 'logs' as const,
    lines: [...older, ...newer].map(({ line }) => line),
    query: {
      text: query,
      ...range,
      limit: value.before + value.after + 1,
      limited: older.length >= value.before || newer.length > value.after,
    },
  };
}

/** What a stream's lines around one line say, whatever a query would leave out. */
export function createContextRead(platforms: Platforms): Read<ContextInput> {
  return {
    id: 'loki.context',
    title: 'Show lines around a line',
    description: 'The lines of the same stream before and after a line',
    input,
    async target(value, context) {
      return queryTarget(
        platforms,
        {
          cluster: value.cluster,
          query: selectorOf(value.labels),
          scope: context.entity ? 'entity' : 'query',
        },
        context,
      );
    },
    async run(value, context) {
      const loki = lokiOf(
        platforms,
        clusterName(platforms, value.cluster, context),
      );
      return read(loki, value, context);
    },
    toCommand: value =>
      logcli({
        query: selectorOf(value.labels),
        range: { last: 6 * 3600 },
        limit: value.before,
      }),
  };
}
