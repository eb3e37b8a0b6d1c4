import { startHttpServer } from '../platforms/httpServer';
import { Platform } from '../platforms/types';
import { Exporter, Tsdb } from '../world/metrics';
import { seriesRoutes } from './api/series';
import { createApi } from './api/server';
import { statusRoutes } from './api/status';
import { RuleEvaluator } from './rules/evaluator';
import { Notifier } from './rules/notifier';

const HOUR_MS = 60 * 60_000;
const RETENTION_MS = 24 * HOUR_MS;
const HISTORY_MS = 6.5 * HOUR_MS;
const EVALUATION_MS = 15_000;
/** Rules look this far into the history, so that what went on before a restart fires soon after it. */
const RULES_HISTORY_MS = 10 * 60_000;

/** The platform's Prometheus: it scrapes the World, answers PromQL and evaluates the alerts. */
export const prometheus: Platform = {
  name: 'prometheus',
  title: 'Prometheus',
  defaultPort: 9090,
  async start({ world, port, urls, warn }) {
    const now = () => world.clock.now();
    const tsdb = new Tsdb(RETENTION_MS);
    const exporter = new Exporter(world, tsdb);
    const engine = { storage: tsdb, intervalMs: EVALUATION_MS };
    const notifier = new Notifier(() => urls.alertmanager, warn);
    let address = '';
    const evaluator = new RuleEvaluator(
      exporter,
      engine,
      notifier,
      expr => `${address}/graph?g0.expr=${encodeURIComponent(expr)}&g0.tab=1`,
    );
    const answer = createApi({
      engine,
      now,
      routes: {
        ...seriesRoutes(tsdb),
        ...statusRoutes(exporter, evaluator),
      },
    });
    const server = await startHttpServer({
      port,
      faults: world.faults.prometheus,
      now,
      handle(request, response) {
        // What the answer calls now has been scraped, however busy the process is.
        exporter.collect();
        return answer(request, response);
      },
      onError: error => warn(`Prometheus: ${error}`),
    });
    address = server.url;
    evaluator.start(now() - RULES_HISTORY_MS);
    exporter.start(HISTORY_MS);
    return {
      url: server.url,
      async close() {
        exporter.stop();
        notifier.stop();
        await server.close();
      },
    };
  },
};
