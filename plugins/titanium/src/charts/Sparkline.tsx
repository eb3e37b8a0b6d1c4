import { makeStyles } from '@material-ui/core/styles';
import { healthColor } from '@titanium-portal/backstage-plugin-titanium-react';
import { Health } from '@titanium-portal/backstage-plugin-titanium-common';
import { useMemo } from 'react';

const WIDTH = 120;
const HEIGHT = 28;

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'block',
      width: '100%',
      height: HEIGHT,
      overflow: 'visible',
      color: (props: { state?: Health }) =>
        props.state
          ? healthColor(theme, props.state)
          : theme.palette.text.secondary,
    },
  }),
  { name: 'TitaniumSparkline' },
);

/** Lines of a path through what was measured; gaps stay open. */
function path(values: readonly (number | null)[], top: number): string {
  const step = WIDTH / Math.max(1, values.length - 1);
  let pen = 'M';
  return values
    .map((value, index) => {
      if (value === null) {
        pen = 'M';
        return '';
      }
      const y = HEIGHT - 2 - (value / top) * (HEIGHT - 4);
      const point = `${pen}${(index * step).toFixed(1)} ${y.toFixed(1)}`;
      pen = 'L';
      return point;
    })
    .join('');
}

/** The shape of the recent past, from zero. Goes with words that say the value: it is hidden from screen readers. */
export function Sparkline(props: {
  values: readonly (number | null)[];
  state?: Health;
}) {
  const { values, state } = props;
  const classes = useStyles({ state });
  const line = useMemo(() => {
    const top = Math.max(...values.map(value => value ?? 0), Number.MIN_VALUE);
    return path(values, top);
  }, [values]);
  return (
    <svg
      className={classes.root}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden
      focusable="false"
    >
      <path
        d={line}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinejoin="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
