import { canSync, isActive, SyncWindow } from '../world/argocd';
import { Call, applicationOf } from './call';

/** GET /applications/{name}/syncwindows */
export function syncWindows(call: Call): unknown {
  const { world } = call;
  const app = applicationOf(call);
  const now = world.clock.now();
  const windows = world.argocd.windows(app);
  const shown = ({ kind, schedule, duration, manualSync }: SyncWindow) => ({
    kind,
    schedule,
    duration,
    manualSync: Boolean(manualSync),
  });
  const active = windows.filter(window => isActive(window, now));
  return {
    ...(active.length ? { activeWindows: active.map(shown) } : {}),
    ...(windows.length ? { assignedWindows: windows.map(shown) } : {}),
    canSync: canSync(windows, now, true),
  };
}
