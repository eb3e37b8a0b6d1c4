import { DeliveryWindowRow } from '@titanium-portal/backstage-plugin-titanium-common';
import { shownOrNull, shownText } from '../../applications/text';
import { SyncWindow, SyncWindows } from '../../client/types';

function same(a: SyncWindow, b: SyncWindow): boolean {
  return (
    a.kind === b.kind &&
    a.schedule === b.schedule &&
    a.duration === b.duration &&
    (a.timeZone ?? '') === (b.timeZone ?? '')
  );
}

export function windowRows(
  windows: SyncWindows,
): Record<string, DeliveryWindowRow> {
  const active = windows.activeWindows ?? [];
  const rows = (windows.assignedWindows ?? []).map((window, at) => ({
    key: String(at),
    kind: window.kind === 'deny' ? ('deny' as const) : ('allow' as const),
    schedule: shownText(window.schedule ?? '', 200),
    duration: shownText(window.duration ?? '', 50),
    timeZone: shownOrNull(window.timeZone),
    active: active.some(item => same(item, window)),
    manualSync: window.manualSync === true,
    // Left out by encoders that leave false out.
    canSync: windows.canSync === true,
  }));
  return Object.fromEntries(rows.map(row => [row.key, row]));
}
