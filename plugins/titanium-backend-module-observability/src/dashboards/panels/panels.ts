import {
  DashboardPanel,
  PanelThreshold,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { DashboardModel, PanelModel, PanelOrRow } from '../model';

/** A panel with its place and the row it begins. */
export interface PlacedPanel {
  panel: PanelModel;
  grid: { x: number; y: number; w: number; h: number };
  row: string | null;
}

const COLUMNS = 24;
const MAX_PANELS = 500;
const MAX_DESCRIPTION = 2000;

function clamp(value: number, low: number, high: number): number {
  return Number.isFinite(value)
    ? Math.min(high, Math.max(low, Math.round(value)))
    : low;
}

function gridOf({ gridPos }: PanelModel): PlacedPanel['grid'] {
  const x = clamp(gridPos?.x ?? 0, 0, COLUMNS - 1);
  return {
    x,
    y: clamp(gridPos?.y ?? 0, 0, 10_000),
    w: clamp(gridPos?.w ?? 12, 1, COLUMNS - x),
    h: clamp(gridPos?.h ?? 8, 1, 100),
  };
}

/** All panels in reading order; those of collapsed rows stand where they would when the row is opened. */
export function placePanels({ panels }: DashboardModel): PlacedPanel[] {
  const placed: PlacedPanel[] = [];
  const sorted = [...panels].sort((a, b) => {
    const [one, two] = [gridOf(a), gridOf(b)];
    return one.y - two.y || one.x - two.x;
  });
  let down = 0;
  let row: string | null = null;
  const place = (panel: PanelModel, y: number) => {
    placed.push({ panel, grid: { ...gridOf(panel), y }, row });
    row = null;
  };
  const openRow = (item: PanelOrRow) => {
    const inside = item.panels ?? [];
    const top = Math.min(...inside.map(each => gridOf(each).y));
    const start = gridOf(item).y + 1 + down;
    let height = 0;
    for (const each of inside) {
      const { y, h } = gridOf(each);
      place(each, start + y - top);
      height = Math.max(height, y - top + h);
    }
    down += height;
  };
  for (const item of sorted) {
    if (item.type === 'row') {
      row = item.title ?? '';
      openRow(item);
    } else {
      place(item, gridOf(item).y + down);
    }
  }
  return placed.slice(0, MAX_PANELS);
}

function stateOf(color: string): PanelThreshold['state'] {
  const name = color.toLowerCase();
  if (/green/.test(name)) {
    return 'healthy';
  }
  if (/yellow|orange/.test(name)) {
    return 'degraded';
  }
  return /red/.test(name) ? 'failed' : 'unknown';
}

function thresholdsOf({ type, fieldConfig }: PanelModel): PanelThreshold[] {
  const { thresholds, custom, min, max } = fieldConfig?.defaults ?? {};
  const style = custom?.thresholdsStyle?.mode;
  // Every panel has steps, but lines show them only on demand.
  if (!thresholds || (type === 'timeseries' && (!style || style === 'off'))) {
    return [];
  }
  const percent = thresholds.mode === 'percentage';
  const low = min ?? 0;
  const high = max ?? 100;
  const absolute = (value: number) =>
    percent ? low + (value / 100) * (high - low) : value;
  return thresholds.steps.map(({ color, value }, index) => ({
    from: index === 0 || typeof value !== 'number' ? null : absolute(value),
    state: stateOf(color),
  }));
}

/** A panel as pages draw it; its queries stay here. */
export function describePanel(
  { panel, grid, row }: PlacedPanel,
  url: string | null,
): DashboardPanel {
  const { defaults } = panel.fieldConfig ?? {};
  const { custom } = defaults ?? {};
  const { legend } = panel.options ?? {};
  const id = panel.id ?? 0;
  return {
    id,
    title: panel.title ?? '',
    description: panel.description?.slice(0, MAX_DESCRIPTION) || null,
    type: panel.type ?? 'unknown',
    grid,
    unit: defaults?.unit ?? null,
    decimals: defaults?.decimals ?? null,
    min: defaults?.min ?? null,
    max: defaults?.max ?? null,
    thresholds: thresholdsOf(panel),
    draw: {
      stacked: ['normal', 'percent'].includes(custom?.stacking?.mode ?? ''),
      fill: (custom?.fillOpacity ?? 0) > 0,
      points: custom?.drawStyle === 'points',
    },
    legend: legend?.showLegend !== false && legend?.displayMode !== 'hidden',
    row,
    url: url && `${url}?viewPanel=${id}`,
  };
}
