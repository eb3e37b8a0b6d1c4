import { makeStyles, useTheme } from '@material-ui/core/styles';
import {
  healthColor,
  visibleText,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { formatValue, stateOf } from '../../../charts';
import { framesValues } from '../frames';
import { StateWord } from './StateWord';
import { PanelBodyProps, scaleOf, thresholdsOf } from './types';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gap: 8,
      height: '100%',
      overflow: 'auto',
      alignItems: 'center',
      gridTemplateColumns: 'repeat(auto-fit, minmax(112px, 1fr))',
    },
    item: {
      display: 'flex',
      flexDirection: 'column',
      alignItems: 'center',
      minWidth: 0,
      minHeight: 0,
      height: '100%',
    },
    arc: { flex: '1 1 32px', minHeight: 32, width: '100%', maxHeight: 112 },
    value: {
      marginTop: -16,
      fontSize: 18,
      lineHeight: '24px',
      fontWeight: 600,
      fontVariantNumeric: 'tabular-nums',
    },
    name: {
      maxWidth: '100%',
      fontSize: 12,
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
      color: theme.palette.text.secondary,
    },
    state: { minHeight: 20, fontSize: 12 },
  }),
  { name: 'TitaniumGaugePanel' },
);

const RADIUS = 40;

/** A half circle from one share of it to another. */
function arc(from: number, to: number): string {
  const point = (share: number) => {
    const angle = Math.PI * (1 - share);
    return `${50 + RADIUS * Math.cos(angle)} ${48 - RADIUS * Math.sin(angle)}`;
  };
  return `M${point(from)} A${RADIUS} ${RADIUS} 0 0 1 ${point(to)}`;
}

/** How far along its scale a value stands. */
export function GaugePanel({ panel, result }: PanelBodyProps) {
  const classes = useStyles();
  const theme = useTheme();
  const values = framesValues(result);
  const thresholds = thresholdsOf(panel);
  return (
    <div className={classes.root}>
      {values.map(({ key, name, unit: own, value }) => {
        const unit = own ?? panel.unit;
        const { min, max } = scaleOf(panel, unit, [value]);
        const share = Math.max(
          0,
          Math.min(1, ((value ?? min) - min) / (max - min)),
        );
        const state = stateOf(value, thresholds);
        const color = state
          ? healthColor(theme, state)
          : theme.palette.text.secondary;
        return (
          <div key={key} className={classes.item}>
            <svg
              className={classes.arc}
              viewBox="0 0 100 54"
              aria-hidden
              focusable="false"
            >
              <path
                d={arc(0, 1)}
                fill="none"
                strokeWidth="8"
                stroke={theme.palette.action.disabledBackground}
              />
              {share > 0 && (
                <path
                  d={arc(0, share)}
                  fill="none"
                  strokeWidth="8"
                  stroke={color}
                />
              )}
            </svg>
            <div className={classes.value}>
              {formatValue(value, unit, panel.decimals)}
            </div>
            {values.length > 1 && (
              <span className={classes.name} title={visibleText(name)}>
                {visibleText(name)}
              </span>
            )}
            <div className={classes.state}>
              <StateWord state={state} />
            </div>
          </div>
        );
      })}
    </div>
  );
}
