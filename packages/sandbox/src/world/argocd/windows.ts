import { Schedule } from '../controllers/schedule';
import { KubeObject, WorldTime } from '../types';
import { Application } from './sources';

/** One of a project's `spec.syncWindows`. */
export interface SyncWindow {
  kind: 'allow' | 'deny';
  schedule: string;
  duration: string;
  applications?: string[];
  namespaces?: string[];
  clusters?: string[];
  manualSync?: boolean;
  timeZone?: string;
}

const UNITS: Record<string, number> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};

/** Milliseconds of a Go duration; 0 when it is none. */
export function goDuration(text: string): number {
  return [...text.matchAll(/(\d+(?:\.\d+)?)(ms|h|m|s)/g)].reduce(
    (sum, [, amount, unit]) => sum + Number(amount) * UNITS[unit],
    0,
  );
}

/** How far the clocks of a time zone are ahead of UTC at a moment. */
function offsetOf(timeZone: string | undefined, time: WorldTime): number {
  if (!timeZone || timeZone === 'UTC') {
    return 0;
  }
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
      .formatToParts(time)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year, month, day, hour, minute, second } = parts;
  const local = Date.UTC(year, month - 1, day, hour, minute, second);
  return local - Math.floor(time / 1000) * 1000;
}

export function isActive(window: SyncWindow, now: WorldTime): boolean {
  const local = now + offsetOf(window.timeZone, now);
  const began = Schedule.parse(window.schedule)?.next(
    local - goDuration(window.duration),
  );
  return began !== undefined && began <= local;
}

/** Names with `*` and `?`, as projects write them. */
function matchesAny(patterns: readonly string[] | undefined, value: string) {
  return (patterns ?? []).some(pattern =>
    new RegExp(
      `^${pattern
        .replace(/[.+^${}()|[\]\\]/g, '\\$&')
        .replace(/\*/g, '.*')
        .replace(/\?/g, '.')}$`,
    ).test(value),
  );
}

/** The windows of a project that concern an application. */
export function windowsOf(
  project: KubeObject | undefined,
  app: Application,
): SyncWindow[] {
  const { namespace = '', server = '' } = app.spec.destination ?? {};
  const windows: SyncWindow[] = project?.spec.syncWindows ?? [];
  return windows.filter(
    ({ applications, namespaces, clusters }) =>
      matchesAny(applications, app.metadata.name) ||
      matchesAny(namespaces, namespace) ||
      matchesAny(clusters, server),
  );
}

const allManual = (windows: readonly SyncWindow[]) =>
  windows.length > 0 && windows.every(({ manualSync }) => manualSync);

/** Whether a sync may go on now: an active deny stops it, and so does it when there are allows and none is active. */
export function canSync(
  windows: readonly SyncWindow[],
  now: WorldTime,
  isManual: boolean,
): boolean {
  const active = windows.filter(window => isActive(window, now));
  const denies = active.filter(({ kind }) => kind === 'deny');
  if (denies.length > 0) {
    return isManual && allManual(denies);
  }
  const allows = windows.filter(({ kind }) => kind === 'allow');
  if (allows.length === 0 || active.some(({ kind }) => kind === 'allow')) {
    return true;
  }
  return isManual && allManual(allows);
}
