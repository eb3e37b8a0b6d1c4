import ButtonBase from '@material-ui/core/ButtonBase';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import {
  healthColor,
  visibleText,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { RefObject, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { ChartMark } from './data';
import { GUTTER } from './gutter';

/** Width of a handle: marks nearer than that would lie under each other, so they share one. */
const HANDLE = 20;

const useStyles = makeStyles(
  theme => ({
    root: { position: 'relative', height: 20 },
    handle: {
      position: 'absolute',
      top: 0,
      width: HANDLE,
      height: HANDLE,
      marginLeft: -HANDLE / 2,
      borderRadius: 10,
      fontSize: 11,
      fontFamily: 'inherit',
      color: theme.palette.text.primary,
      '&:hover': { background: theme.palette.action.hover },
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.primary.main}`,
      },
    },
    // A diamond, so that a mark is never taken for a point of a line.
    shape: {
      position: 'absolute',
      width: 9,
      height: 9,
      transform: 'rotate(45deg)',
      borderRadius: 1,
    },
    count: {
      position: 'absolute',
      left: 17,
      lineHeight: '20px',
      fontVariantNumeric: 'tabular-nums',
    },
  }),
  { name: 'TitaniumMarkHandles' },
);

/** Assumed until it is known, and where nothing can be measured. */
const USUAL_WIDTH = 600;

/** The width of an element as it is drawn, in pixels. */
function useWidth(): [RefObject<HTMLDivElement>, number] {
  const ref = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(USUAL_WIDTH);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) {
      return undefined;
    }
    const measure = () => setWidth(element.clientWidth || USUAL_WIDTH);
    measure();
    if (typeof ResizeObserver === 'undefined') {
      return undefined;
    }
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, width];
}

interface Cluster<TMark> {
  at: number;
  marks: TMark[];
}

function cluster<TMark extends ChartMark>(
  marks: readonly TMark[],
  window: { from: number; to: number },
  plotWidth: number,
): Cluster<TMark>[] {
  const clusters: Cluster<TMark>[] = [];
  for (const mark of [...marks].sort((a, b) => a.time - b.time)) {
    const at = (mark.time - window.from) / (window.to - window.from);
    const before = clusters[clusters.length - 1];
    if (at >= 0 && at <= 1) {
      if (before && (at - before.at) * plotWidth < HANDLE) {
        before.marks.push(mark);
      } else {
        clusters.push({ at, marks: [mark] });
      }
    }
  }
  return clusters;
}

/** Buttons over the lines of marks. The row is there with and without them, so that nothing moves when one comes. */
export function MarkHandles<TMark extends ChartMark>(props: {
  marks: readonly TMark[];
  window: { from: number; to: number } | null;
  onOpen?: (marks: TMark[], anchor: HTMLElement) => void;
}) {
  const { marks, window, onOpen } = props;
  const classes = useStyles();
  const theme = useTheme();
  const [row, width] = useWidth();
  const clusters = useMemo(
    () =>
      window ? cluster(marks, window, width - GUTTER.left - GUTTER.right) : [],
    [marks, window, width],
  );
  return (
    <div ref={row} className={classes.root}>
      {clusters.map(({ at, marks: here }) => {
        const names = here.map(mark => visibleText(mark.label)).join(', ');
        // The number is drawn, so it is said as well: who speaks to the page names what they see.
        const words = here.length > 1 ? `${here.length}: ${names}` : names;
        const worst =
          here.find(({ state }) => state === 'failed') ?? here[here.length - 1];
        return (
          <ButtonBase
            key={here[0].key}
            disableRipple
            className={classes.handle}
            style={{
              left: `calc(${GUTTER.left}px + ${at} * (100% - ${
                GUTTER.left + GUTTER.right
              }px))`,
            }}
            aria-label={words}
            title={words}
            aria-haspopup="dialog"
            onClick={event => onOpen?.(here, event.currentTarget)}
          >
            <span
              className={classes.shape}
              style={{
                background: healthColor(theme, worst.state ?? 'unknown'),
              }}
            />
            {here.length > 1 && (
              <span className={classes.count}>{here.length}</span>
            )}
          </ButtonBase>
        );
      })}
    </div>
  );
}
