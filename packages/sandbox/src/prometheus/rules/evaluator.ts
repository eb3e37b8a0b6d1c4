import { Exporter, SCRAPE_MS } from '../../world/metrics';
import { Meter } from '../../world/metrics/exporter/meter';
import { EngineOptions } from '../promql/engine';
import { AlertingRule } from './alertingRule';
import { GROUPS, RuleGroup } from './definitions';
import { Notifier } from './notifier';

export interface RunningGroup extends Omit<RuleGroup, 'rules'> {
  rules: AlertingRule[];
}

/** Evaluates the rules after each scrape, records `ALERTS`, and tells the Alertmanager. */
export class RuleEvaluator {
  readonly groups: readonly RunningGroup[];
  private readonly meter: Meter;

  constructor(
    private readonly exporter: Exporter,
    private readonly engine: EngineOptions,
    private readonly notifier: Notifier,
    private readonly generatorUrl: (expr: string) => string,
  ) {
    this.meter = new Meter(exporter.tsdb, {});
    this.groups = GROUPS.map(group => ({
      ...group,
      rules: group.rules.map(rule => new AlertingRule(rule)),
    }));
  }

  /** Evaluates at each scrape not earlier than `since`. */
  start(since: number): void {
    this.exporter.onScrape(time => {
      if (time >= since) {
        this.evaluate(time);
      }
    });
  }

  private evaluate(time: number): void {
    const scrape = { time, slot: time / SCRAPE_MS };
    for (const { rules, intervalMs } of this.groups) {
      for (const rule of rules) {
        rule.evaluate(this.engine, time);
        for (const { labels, state, activeAt } of rule.active) {
          const set = (value: number, name: string, more = {}) =>
            this.meter.set(
              scrape,
              `${name}/${labels.key}/${Object.values(more)}`,
              value,
              () => ({ ...labels.toObject(), ...more, __name__: name }),
            );
          set(1, 'ALERTS', { alertstate: state });
          set(activeAt / 1000, 'ALERTS_FOR_STATE');
        }
        this.notifier.send(
          rule.takeDue(time, intervalMs),
          this.generatorUrl(rule.definition.expr),
        );
      }
    }
    this.meter.sweep(scrape);
  }
}
