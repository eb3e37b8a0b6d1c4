import {
  quoteWord,
  SeriesResult,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { Read } from '@titanium-portal/backstage-plugin-titanium-node';
import { JsonObject } from '@backstage/types';
import { z } from 'zod/v3';
import { prometheusSelector } from '../../entities';
import {
  clientOf,
  clusterName,
  entityOf,
  ObservabilityDeps,
} from '../../shared/deps';
import { rangeSchema, resolveRange } from '../../shared/range';
import { ShortCache } from '../../shared/ShortCache';
import { CLOCK_PATH } from '../prometheus/ask';
import { gridOf } from '../prometheus/steps';
import { askSignals, SignalLines, signalsResult } from './askSignals';
import { SIGNALS } from './definitions';

const input = z
  .object({
    cluster: clusterName,
    range: rangeSchema,
    compare: z.boolean(),
  })
  .strict();

type SignalsInput = z.infer<typeof input>;

const SHARED_MS = 5_000;

/** Traffic, errors, latency and saturation of an entity over time, with the period before. */
export function createSignalsRead(
  deps: ObservabilityDeps,
): Read<SignalsInput & JsonObject> {
  const cache = new ShortCache<SignalLines>({
    ttlMs: SHARED_MS,
    maxEntries: 200,
  });
  return {
    id: 'metrics.signals',
    title: 'Golden signals',
    description:
      'Traffic, errors, latency and saturation of a service, with the period before',
    input,
    async target({ cluster }, { entity }) {
      clientOf(deps, cluster, 'prometheus');
      const { namespace } = prometheusSelector(entityOf(entity));
      return { cluster, namespace, kind: 'metrics', name: null };
    },
    async run({ cluster, range, compare }, context): Promise<SeriesResult> {
      const { matchers } = prometheusSelector(entityOf(context.entity));
      const http = clientOf(deps, cluster, 'prometheus');
      const asked = await resolveRange(http, CLOCK_PATH, range, context.signal);
      const grid = gridOf(asked, null);
      const key = JSON.stringify([cluster, matchers, grid, compare]);
      // Not the caller's signal: others may wait for the same answer.
      const lines = await cache.get(key, () =>
        askSignals(http, { matchers, grid, compare }),
      );
      if (lines.lines.length === 0 && lines.failures.length > 0) {
        throw lines.failures[0].error;
      }
      return signalsResult(lines);
    },
    toCommand: () =>
      `promtool query instant "$PROMETHEUS_URL" ${quoteWord(
        SIGNALS[0].query([], '5m'),
      )}`,
  };
}
