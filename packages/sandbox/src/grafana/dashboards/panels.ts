import { PanelJson, TargetJson } from './types';

export type Thresholds = [color: string, from: number][];

export interface PanelOptions {
  title: string;
  description?: string;
  unit?: string;
  decimals?: number;
  min?: number;
  max?: number;
  /** Green below the first. */
  thresholds?: Thresholds;
  fill?: boolean;
  stacked?: boolean;
  targets: TargetJson[];
}

type Place = [x: number, y: number, w: number, h: number];

function defaults(options: PanelOptions) {
  const { unit, decimals, min, max, thresholds = [] } = options;
  return {
    color: { mode: thresholds.length ? 'thresholds' : 'palette-classic' },
    ...(unit ? { unit } : {}),
    ...(decimals === undefined ? {} : { decimals }),
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    mappings: [],
    thresholds: {
      mode: 'absolute',
      steps: [
        { color: 'green', value: null },
        ...thresholds.map(([color, value]) => ({ color, value })),
      ],
    },
  };
}

/** A panel of any type, without options of its own. */
export function panel(
  id: number,
  type: string,
  [x, y, w, h]: Place,
  options: PanelOptions,
  more: Record<string, unknown> = {},
): PanelJson {
  const { title, description, targets } = options;
  return {
    id,
    type,
    title,
    ...(description ? { description } : {}),
    gridPos: { x, y, w, h },
    datasource: targets[0].datasource,
    pluginVersion: '11.1.0',
    fieldConfig: { defaults: defaults(options), overrides: [] },
    options: {},
    targets,
    ...more,
  };
}

export function timeseries(
  id: number,
  place: Place,
  options: PanelOptions,
): PanelJson {
  const { fill = false, stacked = false } = options;
  const base = defaults(options);
  return panel(id, 'timeseries', place, options, {
    fieldConfig: {
      defaults: {
        ...base,
        color: { mode: 'palette-classic' },
        custom: {
          drawStyle: 'line',
          lineInterpolation: 'linear',
          lineWidth: 1,
          fillOpacity: fill ? 18 : 0,
          showPoints: 'never',
          spanNulls: false,
          stacking: { group: 'A', mode: stacked ? 'normal' : 'none' },
          thresholdsStyle: {
            mode: options.thresholds?.length ? 'line' : 'off',
          },
        },
      },
      overrides: [],
    },
    options: {
      legend: {
        calcs: [],
        displayMode: 'list',
        placement: 'bottom',
        showLegend: true,
      },
      tooltip: { mode: 'multi', sort: 'desc' },
    },
  });
}

const reduceOptions = { calcs: ['lastNotNull'], fields: '', values: false };

export function stat(
  id: number,
  place: Place,
  options: PanelOptions,
): PanelJson {
  return panel(id, 'stat', place, options, {
    options: {
      colorMode: 'value',
      graphMode: 'area',
      justifyMode: 'auto',
      orientation: 'auto',
      reduceOptions,
      textMode: 'auto',
    },
  });
}

export function gauge(
  id: number,
  place: Place,
  options: PanelOptions,
): PanelJson {
  return panel(id, 'gauge', place, options, {
    options: {
      orientation: 'auto',
      reduceOptions,
      showThresholdLabels: false,
      showThresholdMarkers: true,
    },
  });
}

export function bargauge(
  id: number,
  place: Place,
  options: PanelOptions,
): PanelJson {
  return panel(id, 'bargauge', place, options, {
    options: {
      displayMode: 'basic',
      orientation: 'horizontal',
      reduceOptions,
      showUnfilled: true,
      valueMode: 'color',
    },
  });
}

export function table(
  id: number,
  place: Place,
  options: PanelOptions,
): PanelJson {
  return panel(id, 'table', place, options, {
    options: { cellHeight: 'sm', footer: { show: false }, showHeader: true },
  });
}

export function row(id: number, y: number, title: string): PanelJson {
  return {
    id,
    type: 'row',
    title,
    collapsed: false,
    gridPos: { x: 0, y, w: 24, h: 1 },
    panels: [],
  };
}
