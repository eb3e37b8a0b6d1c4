import {
  AlertRow,
  Health,
  SeriesResult,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { Mark, MarkWords } from '../types';

/** Where neighbouring points are farther apart than so many steps, the alert had stopped firing between. */
const GAP_STEPS = 2.5;

function health(severity: string | undefined): Health {
  return severity === 'critical' ? 'failed' : 'degraded';
}

function step(series: SeriesResult['series']): number {
  let least = Infinity;
  for (const { points } of series) {
    for (let i = 1; i < points.length; i++) {
      least = Math.min(least, points[i][0] - points[i - 1][0]);
    }
  }
  return Number.isFinite(least) ? least : 60_000;
}

/** Stretches of time in which an alert fired. */
export function firingSpans(
  points: readonly [number, number | null][],
  stepMs: number,
): { from: number; to: number }[] {
  const spans: { from: number; to: number }[] = [];
  for (const [time, value] of points) {
    const last = spans[spans.length - 1];
    if (value === null || value === 0) continue;
    if (last && time - last.to <= GAP_STEPS * stepMs) last.to = time;
    else spans.push({ from: time, to: time });
  }
  return spans;
}

function sameAlert(alert: AlertRow, labels: Record<string, string>): boolean {
  return (
    (labels.alertname ?? labels.name) === alert.name &&
    Object.entries(labels).every(
      ([name, value]) =>
        name === 'alertname' ||
        alert.labels[name] === undefined ||
        alert.labels[name] === value,
    )
  );
}

/** Alerts that fire now, and those that did. What fires now is told once, by its own row. */
export function alertMarks(
  alerts: readonly AlertRow[],
  past: SeriesResult | undefined,
  words: MarkWords,
  href: string,
): Mark[] {
  const firing = alerts.filter(({ firingAt }) => firingAt !== null);
  const live = firing.map(
    (alert): Mark => ({
      key: `alert:${alert.key}:${alert.firingAt}`,
      time: Date.parse(alert.firingAt!),
      kind: 'alert',
      state: alert.state === 'firing' ? health(alert.severity) : 'paused',
      word: words.alert(alert.state),
      label: alert.name,
      detail: alert.summary,
      href,
    }),
  );
  const series = past?.series ?? [];
  const stepMs = step(series);
  const gone = series.flatMap(({ name, labels, points }) => {
    const now = firing.find(alert => sameAlert(alert, labels));
    return firingSpans(points, stepMs)
      .filter(
        ({ to }) => !now || to + GAP_STEPS * stepMs < Date.parse(now.firingAt!),
      )
      .map(
        ({ from, to }): Mark => ({
          key: `alert:${name}:${from}`,
          time: from,
          until: to,
          kind: 'alert',
          state: health(labels.severity),
          word: words.alert('ended'),
          label: labels.alertname ?? name,
          detail: labels.summary ?? null,
          href,
        }),
      );
  });
  return [...live, ...gone];
}
