import { useTheme } from '@material-ui/core/styles';
import { forwardRef, useEffect, useImperativeHandle, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { DrawStyle, plotData, plotIndex, plotOptions } from './options';
import type { PlotSettings } from './options';

export interface PlotProps
  extends Omit<PlotSettings, 'theme' | 'width' | 'live'> {
  window: { from: number; to: number } | null;
  marks: readonly { time: number; color: string }[];
  hidden: ReadonlySet<string>;
  onCursor: (index: number | null) => void;
  onSelect?: (from: number, to: number) => void;
}

/** What the chart around may ask of its plot. */
export interface PlotHandle {
  /** Brings a series forward; null shows all alike. */
  focus: (place: number | null) => void;
  /** Moves the crosshair by so many points; null takes it away. */
  move: (by: number | null) => void;
}

function useLatest<T>(value: T) {
  const latest = useRef(value);
  latest.current = value;
  return latest;
}

const NEVER: PlotProps['onSelect'] = () => {};

/** All that a plot is made with; what differs otherwise is only drawn anew. */
function settingsKey(props: PlotProps): string {
  const { data, unit, decimals, min, max, draw, thresholds, syncKey } = props;
  return JSON.stringify([
    data.series.map(({ key, name, state, faint }) => [key, name, state, faint]),
    unit,
    decimals,
    min,
    max,
    draw,
    thresholds,
    syncKey,
    props.height,
  ]);
}

function applyHidden(plot: uPlot, props: PlotProps, draw: DrawStyle) {
  const { series } = props.data;
  series.forEach(({ key }, place) => {
    const index = plotIndex(place, series.length, draw);
    const show = !props.hidden.has(key);
    if (plot.series[index].show !== show) {
      plot.setSeries(index, { show }, false);
    }
  });
}

/** The canvas of a chart. Data, marks and the window change in place; everything else makes a new plot. */
export const Plot = forwardRef<PlotHandle, PlotProps>((props, ref) => {
  const theme = useTheme();
  const box = useRef<HTMLDivElement>(null);
  const plotRef = useRef<uPlot>();
  const latest = useLatest(props);
  const key = settingsKey(props);

  useEffect(() => {
    const element = box.current!;
    // Without a canvas the table beside it still says everything.
    if (!document.createElement('canvas').getContext('2d')) return undefined;
    const given = latest.current;
    // The library's class has a lower-case name.
    // eslint-disable-next-line new-cap
    const plot = new uPlot(
      plotOptions({
        ...given,
        theme,
        width: Math.max(80, element.clientWidth),
        live: {
          window: () => latest.current.window,
          marks: () => latest.current.marks,
          onCursor: index => latest.current.onCursor(index),
          onSelect: (from, to) => (latest.current.onSelect ?? NEVER)!(from, to),
        },
      }),
      plotData(given.data, given.draw),
      element,
    );
    plotRef.current = plot;
    applyHidden(plot, given, given.draw);
    const observer =
      typeof ResizeObserver === 'undefined'
        ? undefined
        : new ResizeObserver(() => {
            const width = Math.max(80, element.clientWidth);
            if (width !== plot.width) {
              plot.setSize({ width, height: plot.height });
            }
          });
    observer?.observe(element);
    return () => {
      observer?.disconnect();
      plot.destroy();
      plotRef.current = undefined;
    };
  }, [key, theme, latest]);

  const { data, window: shown, marks, hidden, draw } = props;
  const drawn = useRef(data);
  useEffect(() => {
    const plot = plotRef.current;
    if (!plot) return;
    if (plot.data[0] !== data.times || drawn.current !== data) {
      plot.setData(plotData(data, draw));
    } else {
      // A moved window or mark, the same values.
      plot.setData(plot.data);
    }
    drawn.current = data;
    // The style is part of the key: another style is another plot.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [data, shown?.from, shown?.to, marks]);
  useEffect(() => {
    if (plotRef.current) {
      applyHidden(plotRef.current, latest.current, latest.current.draw);
    }
  }, [hidden, latest]);

  useImperativeHandle(
    ref,
    () => ({
      focus: place => {
        const { data: now, draw: style } = latest.current;
        const plot = plotRef.current;
        if (!plot) return;
        plot.setSeries(
          place === null ? null : plotIndex(place, now.series.length, style),
          { focus: place !== null },
          false,
        );
      },
      move: by => {
        const plot = plotRef.current;
        const { times } = latest.current.data;
        if (!plot || times.length === 0) return;
        if (by === null) {
          plot.setCursor({ left: -10, top: -10 });
          return;
        }
        const at = plot.cursor.idx ?? (by > 0 ? -1 : times.length);
        const index = Math.max(0, Math.min(times.length - 1, at + by));
        plot.setCursor({ left: plot.valToPos(times[index], 'x'), top: 1 });
      },
    }),
    [latest],
  );
  return <div ref={box} style={{ height: props.height }} />;
});
