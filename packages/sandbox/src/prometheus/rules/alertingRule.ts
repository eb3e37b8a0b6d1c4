import { Labels } from '../../world/metrics';
import { EngineOptions, queryInstant } from '../promql/engine';
import { Expr } from '../promql/syntax/ast';
import { parsePromql } from '../promql/syntax/parse';
import { RuleDefinition } from './definitions';
import { expand } from './template';

/** A resolved alert is told again for this long, in case that it was not heard. */
const RESOLVED_MS = 15 * 60_000;
/** A firing alert is sent again after this long. */
const RESEND_MS = 60_000;

export type AlertState = 'inactive' | 'pending' | 'firing';

/** One alert of a rule. Times in milliseconds of the World. */
export interface ActiveAlert {
  labels: Labels;
  annotations: Record<string, string>;
  state: AlertState;
  value: number;
  activeAt: number;
  firedAt?: number;
  resolvedAt?: number;
  lastSentAt?: number;
  validUntil?: number;
}

/** One alerting rule and its alerts: pending while the condition holds, firing when it has held long enough. */
export class AlertingRule {
  private readonly expr: Expr;
  private readonly known = new Map<string, ActiveAlert>();
  lastEvaluation: number | undefined;
  evaluationSeconds = 0;
  lastError: string | undefined;

  constructor(readonly definition: RuleDefinition) {
    this.expr = parsePromql(definition.expr);
  }

  get state(): AlertState {
    const states = this.active.map(({ state }) => state);
    if (states.includes('firing')) {
      return 'firing';
    }
    return states.includes('pending') ? 'pending' : 'inactive';
  }

  /** Pending and firing alerts, in the order of their labels. */
  get active(): ActiveAlert[] {
    return [...this.known.values()]
      .filter(({ state }) => state !== 'inactive')
      .sort((a, b) => Labels.compare(a.labels, b.labels));
  }

  evaluate(engine: EngineOptions, time: number): void {
    const started = performance.now();
    this.lastEvaluation = time;
    try {
      this.update(engine, time);
      this.lastError = undefined;
    } catch (error) {
      this.lastError = (error as Error).message;
    }
    this.evaluationSeconds = (performance.now() - started) / 1000;
  }

  /** Alerts that the Alertmanager should hear of now; they count as sent. */
  takeDue(time: number, intervalMs: number): ActiveAlert[] {
    const due = [...this.known.values()].filter(alert => {
      const { state, resolvedAt, lastSentAt = -Infinity } = alert;
      const isNews = resolvedAt !== undefined && resolvedAt > lastSentAt;
      return state !== 'pending' && (isNews || lastSentAt + RESEND_MS <= time);
    });
    for (const alert of due) {
      alert.lastSentAt = time;
      alert.validUntil = time + 4 * Math.max(intervalMs, RESEND_MS);
    }
    return due;
  }

  private update(engine: EngineOptions, time: number): void {
    const { alert: name, labels, annotations, forMs } = this.definition;
    const result = queryInstant(engine, this.expr, time);
    const holding = new Set<string>();
    for (const element of result.type === 'vector' ? result.elements : []) {
      const { value } = element;
      const filled = (texts: Readonly<Record<string, string>>) =>
        Object.fromEntries(
          Object.entries(texts).map(([key, text]) => [
            key,
            expand(text, element.labels, value),
          ]),
        );
      const own = Labels.of({
        ...element.labels.withoutName().toObject(),
        ...filled(labels),
        alertname: name,
      });
      holding.add(own.key);
      const known = this.known.get(own.key);
      if (known && known.state !== 'inactive') {
        known.value = value;
        known.annotations = filled(annotations);
      } else {
        this.known.set(own.key, {
          labels: own,
          annotations: filled(annotations),
          state: 'pending',
          value,
          activeAt: time,
        });
      }
    }
    for (const [key, alert] of this.known) {
      if (!holding.has(key)) {
        this.release(key, alert, time);
      } else if (alert.state === 'pending' && time - alert.activeAt >= forMs) {
        alert.state = 'firing';
        alert.firedAt = time;
      }
    }
  }

  private release(key: string, alert: ActiveAlert, time: number): void {
    const isOld =
      alert.resolvedAt !== undefined && time - alert.resolvedAt > RESOLVED_MS;
    if (alert.state === 'pending' || isOld) {
      this.known.delete(key);
    } else if (alert.state === 'firing') {
      alert.state = 'inactive';
      alert.resolvedAt = time;
    }
  }
}
