import { Read } from '@titanium-portal/backstage-plugin-titanium-node';
import { z } from 'zod/v3';
import { matcherText } from '../../grammar/labelMatchers';
import { rangeSchema, resolveRange } from '../range';
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

const input = z
  .object({
    cluster: clusterSchema,
    query: querySchema,
    scope: scopeSchema,
    range: rangeSchema,
  })
  .strict();

type StatsInput = z.infer<typeof input>;

const COLUMNS = ['streams', 'chunks', 'entries', 'bytes'] as const;

/** What a query would read, told beforehand by the index. */
export function createStatsRead(platforms: Platforms): Read<StatsInput> {
  return {
    id: 'loki.stats',
    title: 'Estimate a log query',
    description: 'How much a log query would read, from the index alone',
    input,
    async target(value, context) {
      return queryTarget(platforms, value, context);
    },
    async run(value, context) {
      const loki = lokiOf(
        platforms,
        clusterName(platforms, value.cluster, context),
      );
      const scoped = scopeQuery(value.query, value.scope, context.entity);
      const selectors = [
        ...new Set(
          scoped.query.selectors.map(
            ({ matchers }) => `{${matchers.map(matcherText).join(', ')}}`,
          ),
        ),
      ];
      try {
        const range = await resolveRange(
          loki.http,
          value.range,
          context.signal,
        );
        const stats = await Promise.all(
          selectors.map(each => loki.stats(each, range, context.signal)),
        );
        return {
          type: 'table',
          columns: COLUMNS.map(name => ({
            name: name.toUpperCase(),
            type: 'number',
          })),
          rows: [
            {
              cells: COLUMNS.map(name =>
                stats.reduce((sum, each) => sum + each[name], 0),
              ),
            },
          ],
        };
      } catch (error) {
        throw asWritten(error, scoped, value.query);
      }
    },
    toCommand: value => `logcli stats '${value.query.replace(/'/g, "'\\''")}'`,
  };
}
