import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import {
  focusRing,
  healthColor,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { KeyboardEvent, useMemo, useRef, useState } from 'react';
import { titaniumTranslationRef } from '../translation';
import { ChartLegend, LegendHandle } from './ChartLegend';
import { ChartTable } from './ChartTable';
import { ChartData, ChartMark, ChartThreshold } from './data';
import { MarkHandles } from './MarkHandles';
import type { DrawStyle } from './plot/options';
import type { PlotHandle } from './plot/Plot';
import { usePlot } from './usePlot';

const useStyles = makeStyles(
  theme => ({
    root: { margin: 0, minWidth: 0, position: 'relative' },
    plot: {
      position: 'relative',
      borderRadius: 4,
      '&:focus-visible': focusRing(theme),
      '& .u-select': { background: theme.palette.action.selected },
      '& .u-over': { cursor: 'crosshair' },
      '& .u-hz .u-cursor-x': {
        borderRight: `1px solid ${theme.palette.text.secondary}`,
      },
    },
    note: {
      position: 'absolute',
      inset: 0,
      display: 'flex',
      alignItems: 'center',
      justifyContent: 'center',
      padding: 16,
      fontSize: 13,
      textAlign: 'center',
      pointerEvents: 'none',
      color: theme.palette.text.secondary,
    },
  }),
  { name: 'TitaniumTimeChart' },
);

export interface TimeChartProps<TMark extends ChartMark = ChartMark> {
  /** What it shows, for its table. */
  title: string;
  data: ChartData;
  /** Grafana's unit id. */
  unit?: string | null;
  decimals?: number | null;
  min?: number | null;
  max?: number | null;
  /** What the axis spans; else from the first to the last time. */
  window?: { from: number; to: number } | null;
  /** Height of the plot with its time axis, in CSS pixels. */
  height?: number;
  draw?: DrawStyle;
  thresholds?: readonly ChartThreshold[];
  /** Undefined leaves no room for marks. */
  marks?: readonly TMark[];
  onMarks?: (marks: TMark[], anchor: HTMLElement) => void;
  /** Called with what was dragged over. */
  onZoom?: (window: { from: number; to: number }) => void;
  /** Charts with the same key share their crosshair. */
  syncKey?: string;
  legend?: boolean;
  /** Room for the legend, in CSS pixels; it scrolls beyond. */
  legendHeight?: number;
}

const LINES: DrawStyle = {};
const NONE: readonly never[] = [];

/**
 * Values over time. Dragging over it zooms; the arrow keys move the crosshair; the legend shows the values under it. The
 * plot is fetched when the first chart is drawn, its room is there before.
 */
export function TimeChart<TMark extends ChartMark = ChartMark>(
  props: TimeChartProps<TMark>,
) {
  const { title, data, unit = null, decimals = null, height = 200 } = props;
  const { draw = LINES, thresholds = NONE, legend = true, onZoom } = props;
  const given: readonly TMark[] = props.marks ?? NONE;
  const { t } = useTranslationRef(titaniumTranslationRef);
  const classes = useStyles();
  const theme = useTheme();
  const { Plot, failed } = usePlot();
  const plot = useRef<PlotHandle>(null);
  const legendRef = useRef<LegendHandle>(null);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const { times } = data;
  const from = props.window?.from ?? times[0];
  const to = props.window?.to ?? times[times.length - 1];
  const window = useMemo(() => (to > from ? { from, to } : null), [from, to]);
  const marks = useMemo(
    () =>
      given.map(({ time, state }) => ({
        time,
        color: healthColor(theme, state ?? 'unknown'),
      })),
    [given, theme],
  );
  const empty = data.series.every(({ values }) =>
    values.every(value => value === null),
  );

  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, number | null> = {
      ArrowLeft: event.shiftKey ? -10 : -1,
      ArrowRight: event.shiftKey ? 10 : 1,
      Escape: null,
    };
    if (event.target === event.currentTarget && event.key in steps) {
      if (event.key !== 'Escape') event.preventDefault();
      plot.current?.move(steps[event.key]);
    }
  };
  return (
    <figure className={classes.root}>
      {props.marks && (
        <MarkHandles marks={given} window={window} onOpen={props.onMarks} />
      )}
      {failed && !empty ? (
        <ChartTable {...{ title, data, unit, decimals }} visible />
      ) : (
        <>
          {/* The pointer and keys move the crosshair, which the table beside it makes up for. */}
          {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
          <div
            className={classes.plot}
            style={{ height }}
            role="group"
            aria-label={t('charts.plot', { title })}
            // The arrow keys move the crosshair here.
            // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
            tabIndex={0}
            onKeyDown={onKeyDown}
          >
            {Plot && !empty && (
              <Plot
                ref={plot}
                data={data}
                unit={unit}
                decimals={decimals}
                min={props.min ?? null}
                max={props.max ?? null}
                draw={draw}
                thresholds={thresholds}
                syncKey={props.syncKey}
                height={height}
                window={window}
                marks={marks}
                hidden={hidden}
                onCursor={index => legendRef.current?.show(index)}
                onSelect={
                  onZoom && ((start, end) => onZoom({ from: start, to: end }))
                }
              />
            )}
            {empty && <div className={classes.note}>{t('charts.empty')}</div>}
          </div>
          {legend && !empty && (
            <ChartLegend
              ref={legendRef}
              data={data}
              unit={unit}
              decimals={decimals}
              height={props.legendHeight ?? 96}
              hidden={hidden}
              onHidden={setHidden}
              onFocus={place => plot.current?.focus(place)}
            />
          )}
          <ChartTable {...{ title, data, unit, decimals }} />
        </>
      )}
    </figure>
  );
}
