import {
  AlertRow,
  Health,
  RolloutRow,
} from '@titanium-portal/backstage-plugin-titanium-common';

/** From what must be looked at first to what may be left alone. */
const WORST_FIRST: readonly Health[] = [
  'failed',
  'degraded',
  'progressing',
  'unknown',
  'paused',
  'healthy',
];

export function worst(states: readonly Health[]): Health {
  return WORST_FIRST.find(state => states.includes(state)) ?? 'unknown';
}

/** Negative when `a` is to be looked at before `b`. */
export function compareHealth(a: Health, b: Health): number {
  return WORST_FIRST.indexOf(a) - WORST_FIRST.indexOf(b);
}

/** What an alert means for its service. One that is silenced is known to somebody. */
export function alertHealth(alert: AlertRow): Health {
  if (alert.state === 'silenced' || alert.state === 'inhibited') {
    return 'paused';
  }
  if (alert.state === 'pending') return 'progressing';
  return alert.severity === 'critical' ? 'failed' : 'degraded';
}

const STATES: readonly AlertRow['state'][] = [
  'firing',
  'pending',
  'silenced',
  'inhibited',
];
const SEVERITIES = ['critical', 'warning', 'info', 'none'];

/** What fires first, the gravest first, the newest first. */
export function sortAlerts(alerts: readonly AlertRow[]): AlertRow[] {
  const place = (list: readonly string[], value: string) =>
    list.includes(value) ? list.indexOf(value) : list.length;
  return [...alerts].sort(
    (a, b) =>
      place(STATES, a.state) - place(STATES, b.state) ||
      place(SEVERITIES, a.severity) - place(SEVERITIES, b.severity) ||
      (b.firingAt ?? b.activeAt).localeCompare(a.firingAt ?? a.activeAt),
  );
}

/** Pods of all workloads together, and what holds them up. */
export interface PodsState {
  health: Health;
  ready: number;
  desired: number;
  /** The first workload that is not well, in the platform's words; null when all are. */
  message: string | null;
  /** The first pod in the way, with its reason. */
  waiting: { name: string; reason: string } | null;
}

export function podsState(rollouts: readonly RolloutRow[]): PodsState {
  const sorted = [...rollouts].sort((a, b) =>
    compareHealth(a.health, b.health),
  );
  const bad = sorted.find(({ health }) => health !== 'healthy');
  return {
    health: worst(rollouts.map(({ health }) => health)),
    ready: rollouts.reduce((sum, { ready }) => sum + ready, 0),
    desired: rollouts.reduce((sum, { desired }) => sum + desired, 0),
    message: bad?.message ?? null,
    waiting: sorted.find(({ waiting }) => waiting.length)?.waiting[0] ?? null,
  };
}

/** The state of a whole service: its pods, and what fires. A pending or silenced alert does not make it ill. */
export function serviceHealth(
  pods: Health | null,
  alerts: readonly AlertRow[],
): Health {
  const firing = alerts.filter(({ state }) => state === 'firing');
  return worst([...(pods ? [pods] : []), ...firing.map(alertHealth)]);
}
