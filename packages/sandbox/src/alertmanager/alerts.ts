import { Body, isObject, jsonType, required } from './body';
import { refused } from './errors';
import { Alert, LabelSet, accepts, fingerprintOf } from './model';
import { INHIBITIONS, RESOLVE_TIMEOUT_MS } from './routing';
import { Silences } from './silences';

const LABEL_NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

export interface AlertStatus {
  state: 'active' | 'suppressed';
  silencedBy: string[];
  inhibitedBy: string[];
}

export type AlertWithStatus = Alert & { status: AlertStatus };

/** The alerts that were sent and have not ended. */
export class Alerts {
  private readonly all = new Map<string, Alert>();

  constructor(
    private readonly now: () => number,
    private readonly silences: Silences,
  ) {}

  /** Takes alerts. One that is known goes on: it began when it first did. */
  put(alerts: readonly Alert[]): void {
    for (const alert of alerts) {
      const known = this.all.get(alert.fingerprint);
      const goesOn = known && known.endsAt >= alert.startsAt;
      this.all.set(alert.fingerprint, {
        ...alert,
        startsAt: goesOn
          ? Math.min(known.startsAt, alert.startsAt)
          : alert.startsAt,
      });
    }
    this.forgetEnded();
  }

  /** Those that fire now, by fingerprint. */
  list(): AlertWithStatus[] {
    this.forgetEnded();
    const alerts = [...this.all.values()];
    return alerts
      .map(alert => ({ ...alert, status: this.statusOf(alert, alerts) }))
      .sort((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1));
  }

  private statusOf(alert: Alert, others: readonly Alert[]): AlertStatus {
    const silencedBy = this.silences.holding(alert.labels);
    const inhibitedBy = inhibitorsOf(alert, others);
    const isHeld = silencedBy.length > 0 || inhibitedBy.length > 0;
    return {
      state: isHeld ? 'suppressed' : 'active',
      silencedBy,
      inhibitedBy,
    };
  }

  private forgetEnded(): void {
    const now = this.now();
    for (const { fingerprint, endsAt } of this.all.values()) {
      if (endsAt < now) {
        this.all.delete(fingerprint);
      }
    }
  }
}

function inhibitorsOf(alert: Alert, others: readonly Alert[]): string[] {
  return INHIBITIONS.filter(rule => accepts(rule.target, alert.labels))
    .flatMap(rule =>
      others.filter(
        other =>
          other.fingerprint !== alert.fingerprint &&
          accepts(rule.source, other.labels) &&
          rule.equal.every(
            name => (alert.labels[name] ?? '') === (other.labels[name] ?? ''),
          ),
      ),
    )
    .map(({ fingerprint }) => fingerprint)
    .slice(0, 1);
}

/** Reads posted alerts; throws the answer for a body that holds none. */
export function readAlerts(text: string, now: number): Alert[] {
  const body = new Body('alerts');
  const value = body.parse(text);
  if (!Array.isArray(value)) {
    throw body.unparsable(
      `json: cannot unmarshal ${jsonType(
        value,
      )} into Go value of type models.PostableAlerts`,
    );
  }
  const alerts = value.map((item: unknown, index) => {
    const object = isObject(item) ? item : {};
    const at = 'PostableAlert';
    const labels = withoutEmpty(body.labels(object, 'labels', at));
    const startsAt = body.time(object, 'startsAt', at);
    const endsAt = body.time(object, 'endsAt', at);
    if (object.labels === undefined || object.labels === null) {
      throw required(`${index}.labels`);
    }
    return {
      labels,
      annotations: withoutEmpty(body.labels(object, 'annotations', at)),
      startsAt: startsAt ?? endsAt ?? now,
      endsAt: endsAt ?? now + RESOLVE_TIMEOUT_MS,
      updatedAt: now,
      generatorUrl: body.field(object, 'generatorURL', 'string', at),
      fingerprint: fingerprintOf(labels),
    };
  });
  alerts.forEach(validate);
  return alerts;
}

function withoutEmpty(labels: LabelSet): LabelSet {
  return Object.fromEntries(
    Object.entries(labels).filter(([, value]) => value !== ''),
  );
}

function validate({ labels, annotations, startsAt, endsAt }: Alert): void {
  if (endsAt < startsAt) {
    throw refused(400, 'start time must be before end time');
  }
  const names = Object.keys(labels);
  if (names.length === 0) {
    throw refused(400, 'at least one label pair required');
  }
  for (const [set, list] of [
    ['label set', names],
    ['annotations', Object.keys(annotations)],
  ] as const) {
    const wrong = list.find(name => !LABEL_NAME.test(name));
    if (wrong !== undefined) {
      throw refused(
        400,
        `invalid ${set}: invalid name ${JSON.stringify(wrong)}`,
      );
    }
  }
}
