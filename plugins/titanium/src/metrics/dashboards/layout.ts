import { DashboardPanel } from '@titanium-portal/backstage-plugin-titanium-common';

/** Grafana's grid: rows of 30 px with gaps of 8 px. */
export const ROW = 30;
export const GAP = 8;

/** Panels under one title of a row; the first may have none. */
export interface PanelRow {
  title: string | null;
  panels: DashboardPanel[];
}

/** Panels in reading order, cut where a row begins, each row's first line at its top. */
export function panelRows(panels: readonly DashboardPanel[]): PanelRow[] {
  const ordered = [...panels].sort(
    (a, b) => a.grid.y - b.grid.y || a.grid.x - b.grid.x,
  );
  const rows: PanelRow[] = [];
  for (const panel of ordered) {
    if (rows.length === 0 || panel.row !== null) {
      rows.push({ title: panel.row, panels: [] });
    }
    rows[rows.length - 1].panels.push(panel);
  }
  return rows.map(({ title, panels: mine }) => {
    const top = Math.min(...mine.map(({ grid }) => grid.y));
    return {
      title,
      panels: mine.map(panel => ({
        ...panel,
        grid: { ...panel.grid, y: panel.grid.y - top },
      })),
    };
  });
}

/** Height of a panel of so many rows. */
export function heightOf(rows: number): number {
  return Math.max(2, rows) * (ROW + GAP) - GAP;
}
