import { JsonObject } from '@backstage/types';
import {
  quoteWord,
  SeriesResult,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { Read } from '@titanium-portal/backstage-plugin-titanium-node';
import { z } from 'zod/v3';
import { prometheusSelector } from '../entities';
import { LabelMatcher, matcherText } from '../grammar/labelMatchers';
import { askRange, CLOCK_PATH } from '../metrics/prometheus/ask';
import { gridOf } from '../metrics/prometheus/steps';
import {
  clientOf,
  clusterName,
  entityOf,
  ObservabilityDeps,
} from '../shared/deps';
import { rangeSchema, resolveRange } from '../shared/range';
import { AlertScope, alertScope, SERVICE_LABEL } from './belongs';

const input = z.object({ cluster: clusterName, range: rangeSchema }).strict();

type HistoryInput = z.infer<typeof input>;

/** Firing alerts of a scope; each time of the grid tells of the whole step before it, so that short ones are not lost. */
function queryOf({ service, namespace, matchers }: AlertScope, step: number) {
  const firing: LabelMatcher = { name: 'alertstate', op: '=', value: 'firing' };
  const series = (list: LabelMatcher[]) =>
    `max_over_time(ALERTS{${[firing, ...list]
      .map(matcherText)
      .join(', ')}}[${step}s])`;
  const named: LabelMatcher[] = [
    { name: 'namespace', op: '=', value: namespace },
    { name: SERVICE_LABEL, op: '=', value: service ?? '' },
  ];
  return service === null
    ? series(matchers)
    : `${series(named)} or ${series(matchers)}`;
}

/** When alerts of an entity fired, as `ALERTS` tells. */
export function createHistoryRead(
  deps: ObservabilityDeps,
): Read<HistoryInput & JsonObject> {
  return {
    id: 'alerts.history',
    title: 'Alert history',
    description: 'When alerts of a service fired',
    input,
    async target({ cluster }, { entity }) {
      clientOf(deps, cluster, 'prometheus');
      const { namespace } = prometheusSelector(entityOf(entity));
      return { cluster, namespace, kind: 'alert', name: null };
    },
    async run({ cluster, range }, context): Promise<SeriesResult> {
      const scope = alertScope(entityOf(context.entity));
      const http = clientOf(deps, cluster, 'prometheus');
      const grid = gridOf(
        await resolveRange(http, CLOCK_PATH, range, context.signal),
        null,
      );
      const query = queryOf(scope, grid.step / 1000);
      const { series, warnings } = await askRange(
        http,
        query,
        grid,
        context.signal,
      );
      return {
        type: 'series',
        kind: 'range',
        query,
        series: series.map(({ labels, points }) => ({
          name: labels.alertname ?? '',
          labels,
          points,
        })),
        ...(warnings && { warnings }),
      };
    },
    toCommand: () =>
      `promtool query instant "$PROMETHEUS_URL" ${quoteWord(
        'ALERTS{alertstate="firing"}',
      )}`,
  };
}
