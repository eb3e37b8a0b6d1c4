import { TitaniumExtensionPoint } from '@titanium-portal/backstage-plugin-titanium-node';
import { promqlGrammar } from '../grammar/promql';
import { ObservabilityDeps } from '../shared/deps';
import { createInstantRead, createRangeRead } from './reads/queryReads';
import { createSignalsRead } from './signals/signalsRead';
import { createSignalsView } from './signals/signalsView';

/** Reads and the live view of metrics. */
export function addMetrics(
  titanium: TitaniumExtensionPoint,
  deps: ObservabilityDeps,
): void {
  titanium.addRead(createInstantRead(deps));
  titanium.addRead(createRangeRead(deps));
  titanium.addRead(createSignalsRead(deps));
  titanium.addView(createSignalsView(deps));
  titanium.addQueryLanguage({
    grammar: promqlGrammar,
    clusters: () =>
      [...deps.platforms.values()]
        .filter(({ prometheus }) => prometheus)
        .map(({ cluster }) => cluster),
  });
}
