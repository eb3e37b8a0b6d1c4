import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import {
  AlertRow,
  Health,
} from '@titanium-portal/backstage-plugin-titanium-common';
import {
  StateIcon,
  visibleText,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { titaniumTranslationRef } from '../translation';
import { PodsState, serviceHealth } from './model/health';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: '0 16px',
      fontSize: 14,
      lineHeight: '28px',
    },
    state: {
      display: 'inline-flex',
      alignItems: 'center',
      gap: 8,
      fontSize: 20,
      fontWeight: 600,
      '& svg': { fontSize: 22 },
    },
    why: {
      overflowWrap: 'anywhere',
      color: theme.palette.text.secondary,
    },
  }),
  { name: 'TitaniumHealthLine' },
);

/** The one line that is read in two seconds. */
export function HealthLine(props: {
  pods: PodsState | null;
  alerts: readonly AlertRow[];
  podsHref: string;
}) {
  const { pods, alerts, podsHref } = props;
  const { t } = useTranslationRef(titaniumTranslationRef);
  const classes = useStyles();
  const health: Health = serviceHealth(pods?.health ?? null, alerts);
  const firing = alerts.filter(({ state }) => state === 'firing').length;
  return (
    <div className={classes.root} role="status">
      <span className={classes.state}>
        <StateIcon health={health} />
        {t(`overview.health.${health}`)}
      </span>
      {pods && (
        <Link to={podsHref}>
          {t('overview.pods', {
            ready: String(pods.ready),
            desired: String(pods.desired),
          })}
        </Link>
      )}
      {firing > 0 && <span>{t('overview.firing', { count: firing })}</span>}
      {pods && (pods.waiting || pods.message) && (
        <span className={classes.why}>
          {visibleText(pods.waiting?.reason ?? pods.message ?? '')}
        </span>
      )}
    </div>
  );
}
