import { Read } from '@titanium-portal/backstage-plugin-titanium-node';
import { z } from 'zod/v3';
import { LokiClient } from '../LokiClient';
import { rangeSchema, resolveRange } from '../range';
import {
  clusterName,
  clusterSchema,
  entityNamespace,
  lokiOf,
  Platforms,
  scopeSchema,
  selectorText,
} from './common';

const MOST_LABELS = 30;
const MOST_VALUES = 200;
const AT_ONCE = 6;

const input = z
  .object({
    cluster: clusterSchema,
    scope: scopeSchema,
    range: rangeSchema,
  })
  .strict();

type LabelsInput = z.infer<typeof input>;

async function inTurns<T, U>(
  items: readonly T[],
  work: (item: T) => Promise<U>,
): Promise<U[]> {
  const results: U[] = [];
  for (let at = 0; at < items.length; at += AT_ONCE) {
    results.push(
      ...(await Promise.all(items.slice(at, at + AT_ONCE).map(work))),
    );
  }
  return results;
}

async function read(
  loki: LokiClient,
  range: { from: number; to: number },
  query: string | undefined,
  signal: AbortSignal,
) {
  const names = await loki.labels(range, { query, signal });
  const labels = await inTurns(
    names.filter(name => !name.startsWith('__')).slice(0, MOST_LABELS),
    async name => ({
      name,
      values: await loki.labels(range, { query, name, signal }),
    }),
  );
  const left = labels.reduce(
    (sum, { values }) => sum + Math.max(0, values.length - MOST_VALUES),
    0,
  );
  return {
    type: 'table' as const,
    columns: [
      { name: 'LABEL', type: 'string' as const },
      { name: 'VALUE', type: 'string' as const },
    ],
    rows: labels.flatMap(({ name, values }) =>
      values.slice(0, MOST_VALUES).map(value => ({ cells: [name, value] })),
    ),
    ...(left > 0 && { truncated: left }),
  };
}

/** Labels and their values, of an entity's streams or of all. */
export function createLabelsRead(platforms: Platforms): Read<LabelsInput> {
  return {
    id: 'loki.labels',
    title: 'List log labels',
    description: 'The labels of log streams and their values',
    input,
    async target(value, context) {
      return {
        cluster: clusterName(platforms, value.cluster, context),
        namespace: value.scope === 'entity' ? entityNamespace(context) : null,
        kind: 'logs',
        name: null,
      };
    },
    async run(value, context) {
      const loki = lokiOf(
        platforms,
        clusterName(platforms, value.cluster, context),
      );
      const range = await resolveRange(loki.http, value.range, context.signal);
      return read(
        loki,
        range,
        value.scope === 'entity' ? selectorText(context) : undefined,
        context.signal,
      );
    },
    toCommand: () => 'logcli labels',
  };
}
