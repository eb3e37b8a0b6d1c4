import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import { SeriesResult } from '@titanium-portal/backstage-plugin-titanium-common';
import {
  focusRing,
  healthColor,
  visibleText,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { KeyboardEvent, PointerEvent, useMemo, useRef, useState } from 'react';
import { Link } from 'react-router-dom';
import type { TimeWindow } from '../time';
import type { Mark } from '../timeline';
import { titaniumTranslationRef } from '../translation';
import { Bucket, LEVEL_GROUPS, LevelGroup, toBuckets } from './model/buckets';

const HEIGHT = 64;
const HEALTH = {
  error: 'failed',
  warn: 'degraded',
  info: 'progressing',
  other: 'unknown',
} as const;

const useStyles = makeStyles(
  theme => ({
    root: { marginBottom: 8, position: 'relative' },
    plot: {
      position: 'relative',
      height: HEIGHT,
      cursor: 'crosshair',
      touchAction: 'pan-y',
      borderBottom: `1px solid ${theme.palette.divider}`,
      '&:focus-visible': focusRing(theme, 1),
    },
    svg: { display: 'block', width: '100%', height: HEIGHT },
    chosen: { fill: theme.palette.action.selected },
    cursor: { fill: theme.palette.action.hover },
    marks: { position: 'relative', height: 20 },
    mark: {
      position: 'absolute',
      top: 0,
      width: 20,
      height: 20,
      marginLeft: -10,
      display: 'flex',
      alignItems: 'center',
      justifyContent: 'center',
      borderRadius: 10,
      '&:hover': { background: theme.palette.action.hover },
      '&:focus-visible': focusRing(theme, 1),
    },
    shape: {
      width: 9,
      height: 9,
      transform: 'rotate(45deg)',
      borderRadius: 1,
    },
    line: {
      position: 'absolute',
      top: 0,
      bottom: 0,
      width: 0,
      borderLeft: `1px dashed ${theme.palette.text.secondary}`,
      pointerEvents: 'none',
    },
    foot: {
      display: 'flex',
      justifyContent: 'space-between',
      gap: 8,
      fontSize: 12,
      lineHeight: '18px',
      fontVariantNumeric: 'tabular-nums',
      color: theme.palette.text.secondary,
      whiteSpace: 'nowrap',
    },
    words: { overflow: 'hidden', textOverflow: 'ellipsis' },
  }),
  { name: 'TitaniumLogsHistogram' },
);

function clock(time: number, long: boolean): string {
  return new Date(time).toLocaleString(undefined, {
    ...(long && { month: 'short', day: 'numeric' }),
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
}

interface Span {
  start: number;
  end: number;
}

/**
 * Lines over time, coloured by level. Dragging over it zooms; so do the arrow keys with Shift and Enter. Marks say what
 * happened to the service meanwhile.
 */
export function Histogram(props: {
  result: SeriesResult | null;
  window: TimeWindow;
  shown: (group: LevelGroup) => boolean;
  marks: readonly Mark[];
  onZoom: (window: TimeWindow) => void;
}) {
  const { result, window: span, shown, marks, onZoom } = props;
  const { t } = useTranslationRef(titaniumTranslationRef);
  const theme = useTheme();
  const classes = useStyles();
  const plot = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState<Span | null>(null);
  const [hover, setHover] = useState<number | null>(null);
  const dragging = useRef<number | null>(null);
  const buckets = useMemo(
    () => toBuckets(result, span, shown),
    [result, span, shown],
  );
  const most = Math.max(1, ...buckets.map(({ total }) => total));
  const length = span.to - span.from;
  const share = (time: number) =>
    Math.max(0, Math.min(1, (time - span.from) / length));
  const long = length > 12 * 3600_000;

  const indexAt = (event: PointerEvent) => {
    const box = plot.current!.getBoundingClientRect();
    const time =
      span.from + ((event.clientX - box.left) / (box.width || 1)) * length;
    const index = buckets.findIndex(({ to }) => time < to);
    return index < 0 ? buckets.length - 1 : index;
  };
  const zoom = ({ start, end }: Span) => {
    const first = buckets[Math.min(start, end)];
    const last = buckets[Math.max(start, end)];
    setChosen(null);
    if (first && last) onZoom({ from: first.from, to: last.to });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (by && buckets.length > 0) {
      event.preventDefault();
      const at = chosen?.end ?? (by > 0 ? -1 : buckets.length);
      const end = Math.max(0, Math.min(buckets.length - 1, at + by));
      setChosen({
        start: event.shiftKey && chosen ? chosen.start : end,
        end,
      });
    } else if (event.key === 'Enter' && chosen) {
      event.preventDefault();
      zoom(chosen);
    } else if (event.key === 'Escape' && chosen) {
      event.stopPropagation();
      setChosen(null);
    }
  };
  const said = (bucket: Bucket) =>
    [
      `${clock(bucket.from, long)} – ${clock(bucket.to, false)}`,
      ...LEVEL_GROUPS.filter(group => bucket.counts[group] > 0).map(
        group =>
          `${t(`logs.groups.${group}`)} ${Math.round(
            bucket.counts[group],
          ).toLocaleString()}`,
      ),
    ].join('  ');
  const pointed = buckets[chosen?.end ?? hover ?? -1];
  const range = chosen && {
    from: buckets[Math.min(chosen.start, chosen.end)]?.from ?? 0,
    to: buckets[Math.max(chosen.start, chosen.end)]?.to ?? 0,
  };
  return (
    <div className={classes.root}>
      <div className={classes.marks}>
        {marks.map(mark => {
          const words = [mark.label, mark.word, mark.detail]
            .filter(Boolean)
            .map(text => visibleText(text!))
            .join(' · ');
          const shape = (
            <span
              className={classes.shape}
              style={{
                background: healthColor(theme, mark.state ?? 'unknown'),
              }}
            />
          );
          const style = { left: `${share(mark.time) * 100}%` };
          return mark.href ? (
            <Link
              key={mark.key}
              to={mark.href}
              className={classes.mark}
              style={style}
              title={words}
              aria-label={words}
            >
              {shape}
            </Link>
          ) : (
            <span
              key={mark.key}
              role="img"
              className={classes.mark}
              style={style}
              title={words}
              aria-label={words}
            >
              {shape}
            </span>
          );
        })}
      </div>
      {/* Chooses a span of time by arrows; what is chosen is said below. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <div
        ref={plot}
        className={classes.plot}
        role="application"
        aria-label={t('logs.histogram.label')}
        aria-describedby="titanium-logs-histogram-words"
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        onKeyDown={onKeyDown}
        onBlur={() => setChosen(null)}
        onPointerDown={event => {
          if (event.button !== 0 || buckets.length === 0) return;
          const index = indexAt(event);
          dragging.current = index;
          plot.current?.setPointerCapture?.(event.pointerId);
          setChosen({ start: index, end: index });
        }}
        onPointerMove={event => {
          if (buckets.length === 0) return;
          const index = indexAt(event);
          setHover(index);
          if (dragging.current !== null) {
            setChosen({ start: dragging.current, end: index });
          }
        }}
        onPointerUp={event => {
          const start = dragging.current;
          dragging.current = null;
          if (start === null) return;
          const end = indexAt(event);
          if (end === start) setChosen(null);
          else zoom({ start, end });
        }}
        onPointerLeave={() => setHover(null)}
      >
        <svg
          className={classes.svg}
          viewBox={`0 0 1000 ${HEIGHT}`}
          preserveAspectRatio="none"
          aria-hidden
        >
          {range && (
            <rect
              className={classes.chosen}
              x={share(range.from) * 1000}
              width={(share(range.to) - share(range.from)) * 1000}
              y={0}
              height={HEIGHT}
            />
          )}
          {!range && pointed && (
            <rect
              className={classes.cursor}
              x={share(pointed.from) * 1000}
              width={(share(pointed.to) - share(pointed.from)) * 1000}
              y={0}
              height={HEIGHT}
            />
          )}
          {buckets.map(bucket => {
            const x = share(bucket.from) * 1000;
            const width = Math.max(0.5, share(bucket.to) * 1000 - x - 1);
            let y = HEIGHT;
            // What is worst stands at the bottom, where it is compared best.
            return LEVEL_GROUPS.map(group => {
              const count = bucket.counts[group];
              if (!count) return null;
              const height = Math.max(1.5, (count / most) * (HEIGHT - 4));
              y -= height;
              return (
                <rect
                  key={`${bucket.from}${group}`}
                  x={x}
                  y={y}
                  width={width}
                  height={height}
                  fill={healthColor(theme, HEALTH[group])}
                  opacity={group === 'error' || group === 'warn' ? 1 : 0.45}
                />
              );
            });
          })}
        </svg>
        {marks.map(mark => (
          <span
            key={mark.key}
            className={classes.line}
            style={{ left: `${share(mark.time) * 100}%` }}
          />
        ))}
      </div>
      <div className={classes.foot}>
        <span>{clock(span.from, long)}</span>
        <span
          id="titanium-logs-histogram-words"
          className={classes.words}
          role="status"
        >
          {chosen && pointed
            ? t('logs.histogram.chosen', { words: said(pointed) })
            : (pointed && said(pointed)) || t('logs.histogram.hint')}
        </span>
        <span>{clock(span.to, long)}</span>
      </div>
    </div>
  );
}
