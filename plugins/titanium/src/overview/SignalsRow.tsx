import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { SignalRow as Row } from '@titanium-portal/backstage-plugin-titanium-common';
import { StateIcon } from '@titanium-portal/backstage-plugin-titanium-react';
import { formatValue, Sparkline } from '../charts';
import { SIGNAL_NAMES, signalState } from '../metrics/signals/model';
import { titaniumTranslationRef } from '../translation';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gap: 16,
      margin: 0,
      gridTemplateColumns: 'repeat(auto-fit, minmax(128px, 1fr))',
    },
    item: { minWidth: 0 },
    name: {
      fontSize: 12,
      lineHeight: '16px',
      color: theme.palette.text.secondary,
    },
    value: {
      display: 'flex',
      alignItems: 'center',
      gap: 6,
      margin: '2px 0 4px',
      fontSize: 16,
      lineHeight: '24px',
      fontWeight: 600,
      whiteSpace: 'nowrap',
      fontVariantNumeric: 'tabular-nums',
    },
    before: {
      fontSize: 12,
      lineHeight: '16px',
      fontVariantNumeric: 'tabular-nums',
      color: theme.palette.text.secondary,
    },
  }),
  { name: 'TitaniumSignalRow' },
);

/** The golden signals now, their last hour, and what they were an hour before. */
export function SignalsRow(props: { signals: readonly Row[]; href: string }) {
  const { signals, href } = props;
  const { t } = useTranslationRef(titaniumTranslationRef);
  const classes = useStyles();
  return (
    <dl className={classes.root}>
      {SIGNAL_NAMES.map(name => {
        const signal = signals.find(({ key }) => key === name);
        if (!signal) return null;
        const state = signalState(name, signal.value);
        return (
          <div key={name} className={classes.item}>
            <dt className={classes.name}>
              <Link to={href}>
                {t(
                  name === 'latency'
                    ? 'overview.latency'
                    : `metrics.signals.name.${name}`,
                )}
              </Link>
            </dt>
            <dd style={{ margin: 0 }}>
              <div
                className={classes.value}
                title={state && t(`metrics.state.${state}`)}
              >
                {state && state !== 'healthy' && <StateIcon health={state} />}
                {formatValue(signal.value, signal.unit)}
              </div>
              <Sparkline values={signal.recent} state={state} />
              <div className={classes.before}>
                {t('overview.hourBefore', {
                  value: formatValue(signal.previous, signal.unit),
                })}
              </div>
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
