import { makeStyles } from '@material-ui/core/styles';
import { visibleText } from '@titanium-portal/backstage-plugin-titanium-react';
import { formatValue, Sparkline, stateOf } from '../../../charts';
import { framesValues } from '../frames';
import { StateWord } from './StateWord';
import { PanelBodyProps, thresholdsOf } from './types';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gap: 8,
      height: '100%',
      overflow: 'auto',
      gridTemplateColumns: 'repeat(auto-fit, minmax(96px, 1fr))',
    },
    item: {
      display: 'flex',
      flexDirection: 'column',
      justifyContent: 'center',
      minWidth: 0,
      gap: 2,
    },
    name: {
      fontSize: 12,
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
      color: theme.palette.text.secondary,
    },
    value: {
      fontSize: 26,
      lineHeight: '32px',
      fontWeight: 600,
      fontVariantNumeric: 'tabular-nums',
      whiteSpace: 'nowrap',
    },
    state: { minHeight: 20, fontSize: 12 },
  }),
  { name: 'TitaniumStatPanel' },
);

/** Numbers to be read from afar, each with its course. */
export function StatPanel({ panel, result }: PanelBodyProps) {
  const classes = useStyles();
  const values = framesValues(result);
  const thresholds = thresholdsOf(panel);
  return (
    <div className={classes.root}>
      {values.map(({ key, name, unit, value, recent }) => {
        const state = stateOf(value, thresholds);
        return (
          <div key={key} className={classes.item}>
            {values.length > 1 && (
              <span className={classes.name} title={visibleText(name)}>
                {visibleText(name)}
              </span>
            )}
            <span className={classes.value}>
              {formatValue(value, unit ?? panel.unit, panel.decimals)}
            </span>
            <span className={classes.state}>
              <StateWord state={state} />
            </span>
            {recent.length > 1 && panel.grid.h > 3 && (
              <Sparkline values={recent} state={state} />
            )}
          </div>
        );
      })}
    </div>
  );
}
