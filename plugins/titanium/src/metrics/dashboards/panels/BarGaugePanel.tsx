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
      listStyle: 'none',
      margin: 0,
      padding: 0,
      height: '100%',
      overflow: 'auto',
      fontSize: 13,
    },
    item: { padding: '6px 0' },
    line: { display: 'flex', gap: 12, alignItems: 'baseline' },
    name: {
      minWidth: 0,
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
    },
    value: {
      marginLeft: 'auto',
      whiteSpace: 'nowrap',
      fontVariantNumeric: 'tabular-nums',
    },
    track: {
      height: 8,
      marginTop: 4,
      borderRadius: 4,
      background: theme.palette.action.disabledBackground,
    },
    fill: { height: 8, borderRadius: 4, minWidth: 2 },
  }),
  { name: 'TitaniumBarGaugePanel' },
);

/** Values of one kind beside each other, on one scale. */
export function BarGaugePanel({ panel, result }: PanelBodyProps) {
  const classes = useStyles();
  const theme = useTheme();
  const values = framesValues(result);
  const thresholds = thresholdsOf(panel);
  const unit = panel.unit ?? values[0]?.unit ?? null;
  const { min, max } = scaleOf(
    panel,
    unit,
    values.map(({ value }) => value),
  );
  return (
    <ul
      className={classes.root}
      aria-label={visibleText(panel.title)}
      // A list that scrolls must be reachable by keyboard.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      {values.map(({ key, name, unit: own, value }) => {
        const share = Math.max(
          0,
          Math.min(1, ((value ?? min) - min) / (max - min)),
        );
        const state = stateOf(value, thresholds);
        return (
          <li key={key} className={classes.item}>
            <div className={classes.line}>
              <span className={classes.name} title={visibleText(name)}>
                {visibleText(name)}
              </span>
              <span className={classes.value}>
                {formatValue(value, own ?? unit, panel.decimals)}
              </span>
              <StateWord state={state} />
            </div>
            <div className={classes.track} aria-hidden>
              <div
                className={classes.fill}
                style={{
                  width: `${share * 100}%`,
                  background: state
                    ? healthColor(theme, state)
                    : theme.palette.text.secondary,
                }}
              />
            </div>
          </li>
        );
      })}
    </ul>
  );
}
