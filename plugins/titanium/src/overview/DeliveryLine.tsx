import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import {
  DeliveryApplicationRow,
  Health,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { StateChip } from '@titanium-portal/backstage-plugin-titanium-react';
import { titaniumTranslationRef } from '../translation';

const SYNC: Record<DeliveryApplicationRow['sync'], Health> = {
  Synced: 'healthy',
  OutOfSync: 'degraded',
  Unknown: 'unknown',
};

const HEALTH: Record<DeliveryApplicationRow['health'], Health> = {
  Healthy: 'healthy',
  Progressing: 'progressing',
  Degraded: 'degraded',
  Suspended: 'paused',
  Missing: 'degraded',
  Unknown: 'unknown',
};

const useStyles = makeStyles(
  {
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: '0 16px',
      fontSize: 14,
      lineHeight: '20px',
    },
  },
  { name: 'TitaniumDeliveryLine' },
);

/** What Argo CD says of the service, in its own words. */
export function DeliveryLine(props: {
  application: DeliveryApplicationRow;
  href: string;
}) {
  const { application, href } = props;
  const { t } = useTranslationRef(titaniumTranslationRef);
  const classes = useStyles();
  return (
    <div className={classes.root}>
      <Link to={href}>{t('overview.argo')}</Link>
      <StateChip health={SYNC[application.sync]}>{application.sync}</StateChip>
      <StateChip health={HEALTH[application.health]}>
        {application.health}
      </StateChip>
      {!application.autoSync.enabled && <span>{t('overview.noAutoSync')}</span>}
    </div>
  );
}
