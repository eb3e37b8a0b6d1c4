import { LoggerService } from '@backstage/backend-plugin-api';
import { TitaniumExtensionPoint } from '@titanium-portal/backstage-plugin-titanium-node';
import { logqlGrammar } from '../grammar/logql';
import { ObservabilityPlatforms } from '../platforms';
import { createLogReads } from './reads';
import { createLogsView } from './tail/logsView';

/** What this folder offers is registered here. */
export function addLogs(
  titanium: TitaniumExtensionPoint,
  deps: {
    platforms: Map<string, ObservabilityPlatforms>;
    logger: LoggerService;
  },
): void {
  const { platforms } = deps;
  createLogReads(platforms).forEach(read => titanium.addRead(read));
  titanium.addView(createLogsView(platforms));
  titanium.addQueryLanguage({
    grammar: logqlGrammar,
    clusters: () =>
      [...platforms.values()]
        .filter(({ loki }) => loki)
        .map(({ cluster }) => cluster),
  });
}
