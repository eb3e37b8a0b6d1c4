import { Theme } from '@material-ui/core/styles';
import { healthColor } from '@titanium-portal/backstage-plugin-titanium-react';
import uPlot from 'uplot';
import { seriesColor, seriesDash } from '../colors';
import { ChartData, ChartThreshold, stack } from '../data';
import { GUTTER } from '../gutter';
import { axisTimes } from '../timeText';
import { formatValue } from '../units';

/** How values are drawn. */
export interface DrawStyle {
  kind?: 'lines' | 'bars';
  stacked?: boolean;
  fill?: boolean;
  points?: boolean;
}

export interface PlotSettings {
  theme: Theme;
  data: ChartData;
  unit: string | null;
  decimals: number | null;
  min: number | null;
  max: number | null;
  draw: DrawStyle;
  thresholds: readonly ChartThreshold[];
  /** Charts with the same key share their crosshair. */
  syncKey?: string;
  width: number;
  height: number;
  /** What is read at every drawing, so that new data needs no new plot. */
  live: {
    window: () => { from: number; to: number } | null;
    marks: () => readonly { time: number; color: string }[];
    onCursor: (index: number | null) => void;
    onSelect: (from: number, to: number) => void;
  };
}

/** Stacked bars cover what is behind them: the highest is drawn first. Else as given. */
function inOrder<T>(items: readonly T[], draw: DrawStyle): T[] {
  return draw.stacked && draw.kind === 'bars'
    ? [...items].reverse()
    : [...items];
}

/** The columns uPlot draws. */
export function plotData(data: ChartData, draw: DrawStyle): uPlot.AlignedData {
  const values = draw.stacked
    ? stack(data)
    : data.series.map(series => series.values);
  return [data.times, ...inOrder(values, draw)];
}

/** uPlot's number of the series at a place; its first column is time. */
export function plotIndex(place: number, count: number, draw: DrawStyle) {
  return draw.stacked && draw.kind === 'bars' ? count - place : place + 1;
}

function valueRange(
  settings: PlotSettings,
  low: number | null,
  high: number | null,
): [number, number] {
  const { min, max, thresholds } = settings;
  const top = high ?? 1;
  const bottom = low ?? 0;
  const floor = min ?? (bottom >= 0 ? 0 : bottom - (top - bottom) * 0.1);
  // A threshold just above the data is worth seeing; a far one would flatten it.
  const near = thresholds
    .map(({ from }) => from)
    .filter((from): from is number => from !== null && from <= top * 1.6);
  const reached = Math.max(top, ...near);
  const ceiling = max ?? reached + (reached - floor) * 0.1;
  return ceiling > floor ? [floor, ceiling] : [floor, floor + 1];
}

function line(
  plot: uPlot,
  from: [number, number],
  to: [number, number],
  color: string,
  dash: number[],
) {
  const { ctx } = plot;
  ctx.save();
  ctx.beginPath();
  ctx.strokeStyle = color;
  ctx.lineWidth = uPlot.pxRatio;
  ctx.setLineDash(dash.map(each => each * uPlot.pxRatio));
  ctx.moveTo(...from);
  ctx.lineTo(...to);
  ctx.stroke();
  ctx.restore();
}

function drawThresholds(settings: PlotSettings, plot: uPlot) {
  const { left, top, width, height } = plot.bbox;
  for (const { from, state } of settings.thresholds) {
    if (from !== null) {
      const y = Math.round(plot.valToPos(from, 'y', true));
      if (y >= top && y <= top + height) {
        const color = healthColor(settings.theme, state);
        line(plot, [left, y], [left + width, y], color, [6, 4]);
      }
    }
  }
}

function drawMarks(settings: PlotSettings, plot: uPlot) {
  const { left, top, width, height } = plot.bbox;
  for (const { time, color } of settings.live.marks()) {
    const x = Math.round(plot.valToPos(time, 'x', true));
    if (x >= left && x <= left + width) {
      line(plot, [x, top], [x, top + height], color, [2, 3]);
    }
  }
}

function seriesOptions(settings: PlotSettings): uPlot.Series[] {
  const { theme, data, draw } = settings;
  const bars = draw.kind === 'bars';
  // Many areas over each other would be one dark one.
  const tint = !draw.stacked && data.series.length > 3 ? '0d' : '26';
  let place = 0;
  return data.series.map(series => {
    const mine = series.faint ? 0 : place++;
    const color = seriesColor(theme, series, mine);
    const filled = !series.faint && (draw.fill || bars || draw.stacked);
    return {
      label: series.name,
      stroke: color,
      width: series.faint ? 1 : 1.5,
      dash: bars ? undefined : seriesDash(series, mine),
      fill: filled ? `${color}${bars ? '' : tint}` : undefined,
      alpha: series.faint ? 0.7 : 1,
      paths: bars ? uPlot.paths.bars!({ size: [0.9, 40], gap: 1 }) : undefined,
      points: { show: bars ? false : draw.points || undefined, size: 5 },
    };
  });
}

/** The settings of a plot; `live` is asked again at every drawing. */
export function plotOptions(settings: PlotSettings): uPlot.Options {
  const { theme, data, draw, live, unit, decimals } = settings;
  const axis = {
    stroke: theme.palette.text.secondary,
    font: `12px ${theme.typography.fontFamily}`,
    grid: { stroke: theme.palette.divider, width: 1 },
    ticks: { show: false },
    border: { show: false },
  };
  return {
    width: settings.width,
    height: settings.height,
    ms: 1,
    padding: [GUTTER.top, GUTTER.right, 0, 0],
    legend: { show: false },
    focus: { alpha: 0.2 },
    cursor: {
      y: false,
      points: { show: draw.kind !== 'bars', size: 6 },
      drag: { x: true, y: false, setScale: false, dist: 6 },
      sync: settings.syncKey
        ? { key: settings.syncKey, setSeries: false, scales: ['x', null] }
        : undefined,
      // A double click means nothing here: the way back from a zoom is a button.
      bind: { dblclick: () => null },
    },
    scales: {
      x: {
        time: true,
        range: (_, low, high) => {
          const window = live.window();
          return window ? [window.from, window.to] : [low, high];
        },
      },
      y: { range: (_, low, high) => valueRange(settings, low, high) },
    },
    axes: [
      {
        ...axis,
        size: GUTTER.bottom,
        space: 72,
        grid: { show: false },
        values: (_, splits, _axis, _space, step) => axisTimes(splits, step),
      },
      {
        ...axis,
        size: GUTTER.left,
        space: 28,
        values: (_, splits) =>
          splits.map(value =>
            formatValue(value, unit, decimals === 0 ? 0 : null),
          ),
      },
    ],
    series: [{}, ...inOrder(seriesOptions(settings), draw)],
    bands:
      draw.stacked && draw.kind !== 'bars'
        ? data.series.slice(1).map((_, index) => ({
            series: [index + 2, index + 1] as [number, number],
          }))
        : undefined,
    hooks: {
      drawAxes: [plot => drawThresholds(settings, plot)],
      draw: [plot => drawMarks(settings, plot)],
      setCursor: [plot => live.onCursor(plot.cursor.idx ?? null)],
      setSelect: [
        plot => {
          const { left, width } = plot.select;
          if (width > 0) {
            live.onSelect(
              plot.posToVal(left, 'x'),
              plot.posToVal(left + width, 'x'),
            );
            plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
          }
        },
      ],
    },
  };
}
