import { Exporter, SCRAPE_MS, Target } from '../../world/metrics';
import { ActiveAlert, AlertingRule } from '../rules/alertingRule';
import { RuleEvaluator, RunningGroup } from '../rules/evaluator';
import { METADATA } from './metadata';
import { invalid } from './parameters';

const iso = (time: number) =>
  time === 0 ? '0001-01-01T00:00:00Z' : new Date(time).toISOString();

/** The value of an alert, as Go prints it with an exponent. */
function scientific(value: number): string {
  if (!Number.isFinite(value)) {
    return Number.isNaN(value) ? 'NaN' : `${value > 0 ? '+' : '-'}Inf`;
  }
  return value.toExponential().replace(/e([-+])(\d)$/, 'e$10$2');
}

function describeAlert(alert: ActiveAlert) {
  return {
    labels: alert.labels.toObject(),
    annotations: alert.annotations,
    state: alert.state,
    activeAt: iso(alert.activeAt),
    value: scientific(alert.value),
  };
}

function describeRule(rule: AlertingRule, withAlerts: boolean) {
  const { definition, lastError } = rule;
  return {
    state: rule.state,
    name: definition.alert,
    query: definition.expr,
    duration: definition.forMs / 1000,
    keepFiringFor: 0,
    labels: definition.labels,
    annotations: definition.annotations,
    alerts: withAlerts ? rule.active.map(describeAlert) : [],
    health: healthOf(rule),
    ...(lastError ? { lastError } : {}),
    evaluationTime: rule.evaluationSeconds,
    lastEvaluation: iso(rule.lastEvaluation ?? 0),
    type: 'alerting',
  };
}

function healthOf({ lastEvaluation, lastError }: AlertingRule): string {
  if (lastEvaluation === undefined) {
    return 'unknown';
  }
  return lastError ? 'err' : 'ok';
}

function describeGroup(group: RunningGroup, rules: readonly AlertingRule[]) {
  return {
    name: group.name,
    file: group.file,
    rules: rules.map(rule => describeRule(rule, true)),
    interval: group.intervalMs / 1000,
    limit: 0,
    evaluationTime: rules.reduce(
      (sum, rule) => sum + rule.evaluationSeconds,
      0,
    ),
    lastEvaluation: iso(group.rules[0]?.lastEvaluation ?? 0),
  };
}

function describeTarget({ job, instance, path, lastScrape }: Target) {
  return {
    discoveredLabels: {
      __address__: instance,
      __metrics_path__: path,
      __scheme__: 'http',
      __scrape_interval__: `${SCRAPE_MS / 1000}s`,
      __scrape_timeout__: '10s',
      job,
    },
    labels: { instance, job },
    scrapePool: job,
    scrapeUrl: `http://${instance}${path}`,
    globalUrl: `http://${instance}${path}`,
    lastError: '',
    lastScrape: iso(lastScrape),
    lastScrapeDuration: 0.004,
    health: 'up',
    scrapeInterval: `${SCRAPE_MS / 1000}s`,
    scrapeTimeout: '10s',
  };
}

/** Routes about the server itself: targets, rules, alerts, metadata, build. */
export function statusRoutes(exporter: Exporter, evaluator: RuleEvaluator) {
  return {
    targets(values: URLSearchParams): string {
      const state = values.get('state') ?? '';
      const isWanted = (name: string) =>
        state === '' || state === 'any' || state === name;
      return JSON.stringify({
        activeTargets: isWanted('active')
          ? exporter.targets.map(describeTarget)
          : [],
        droppedTargets: [],
      });
    },
    rules(values: URLSearchParams): string {
      const type = values.get('type') ?? '';
      if (!['', 'alert', 'record'].includes(type)) {
        throw invalid('type', `not supported value ${JSON.stringify(type)}`);
      }
      const names = values.getAll('rule_name[]');
      return JSON.stringify({
        groups:
          type === 'record'
            ? []
            : evaluator.groups.map(group =>
                describeGroup(
                  group,
                  group.rules.filter(
                    ({ definition }) =>
                      names.length === 0 || names.includes(definition.alert),
                  ),
                ),
              ),
      });
    },
    alerts(): string {
      return JSON.stringify({
        alerts: evaluator.groups.flatMap(({ rules }) =>
          rules.flatMap(rule => rule.active.map(describeAlert)),
        ),
      });
    },
    metadata(values: URLSearchParams): string {
      const wanted = values.get('metric') ?? '';
      const limitText = values.get('limit') ?? '';
      if (!/^(-?\d+)?$/.test(limitText)) {
        throw invalid('limit', 'limit must be a number');
      }
      const entries = Object.entries(METADATA)
        .filter(([name]) => wanted === '' || name === wanted)
        .slice(0, Number(limitText) > 0 ? Number(limitText) : undefined);
      return JSON.stringify(
        Object.fromEntries(
          entries.map(([name, { type, help }]) => [
            name,
            [{ type, help, unit: '' }],
          ]),
        ),
      );
    },
    'status/buildinfo'(): string {
      return JSON.stringify({
        version: '2.53.1',
        revision: '14cfec3f6048b735e08c1e9c64c8d4211d32bab4',
        branch: 'HEAD',
        buildUser: 'root@titanium',
        buildDate: '20240710-10:16:28',
        goVersion: 'go1.22.5',
      });
    },
    'status/runtimeinfo'(): string {
      return JSON.stringify({
        storageRetention: '1d',
        timeSeriesCount: exporter.tsdb.size.series,
      });
    },
  };
}
