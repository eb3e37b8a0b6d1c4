import { stringifyEntityRef } from '@backstage/catalog-model';
import { InfoCard, Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';
import { ViewStatus } from '@titanium-portal/backstage-plugin-titanium-common';
import {
  Freshness,
  RelativeTime,
  SkeletonRows,
  visibleText,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { useMemo } from 'react';
import { useEntityLinks } from '../metrics/useEntityLinks';
import { PlanProvider } from '../pods/actions/PlanContext';
import { titaniumTranslationRef } from '../translation';
import { AlertItem } from './alerts/AlertItem';
import { DeliveryLine } from './DeliveryLine';
import { HealthLine } from './HealthLine';
import { Missing } from './Missing';
import { deploymentBefore } from './model/deployments';
import { podsState } from './model/health';
import { SignalsRow } from './SignalsRow';
import { useService } from './useService';

const useStyles = makeStyles(
  theme => ({
    root: { display: 'flex', flexDirection: 'column', gap: 16 },
    head: { display: 'flex', flexDirection: 'column', gap: 4 },
    alerts: {
      display: 'flex',
      flexDirection: 'column',
      gap: 8,
      listStyle: 'none',
      margin: 0,
      padding: 0,
    },
    line: {
      fontSize: 14,
      lineHeight: '20px',
      overflowWrap: 'anywhere',
      color: theme.palette.text.secondary,
    },
    version: { fontWeight: 600, color: theme.palette.text.primary },
    // The card puts its actions at its upper edge.
    freshness: { display: 'inline-flex', padding: '8px 8px 0 0' },
  }),
  { name: 'TitaniumOverview' },
);

/** How a service is right now: where a night begins. */
export function OverviewCard() {
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const { t } = useTranslationRef(titaniumTranslationRef);
  const classes = useStyles();
  const links = useEntityLinks(entity);
  const service = useService(entityRef);
  const { views, alerts, deployments } = service;
  const status = useMemo<ViewStatus>(
    () =>
      Object.assign(
        {},
        ...Object.values(views)
          .filter(({ refused }) => !refused)
          .map(view => view.status),
      ),
    // Each view keeps its identity while nothing changes.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [views.rollouts, views.alerts, views.delivery, views.signals],
  );
  const settled =
    (views.rollouts.ready || views.rollouts.refused !== undefined) &&
    (views.alerts.ready || views.alerts.refused !== undefined);
  const pods = useMemo(
    () =>
      views.rollouts.ready && service.rollouts.length
        ? podsState(service.rollouts)
        : null,
    [views.rollouts.ready, service.rollouts],
  );
  const [newest] = deployments;
  const known =
    settled && (pods !== null || views.alerts.ready || views.rollouts.ready);
  return (
    <PlanProvider>
      <InfoCard
        title={t('overview.title')}
        action={
          known ? (
            <span className={classes.freshness}>
              <Freshness
                status={status}
                connection={service.connection}
                onRetry={service.retry}
              />
            </span>
          ) : undefined
        }
      >
        <div className={classes.root} data-titanium="overview">
          {!settled && <SkeletonRows rows={4} />}
          {known && (
            <div className={classes.head}>
              <HealthLine
                pods={pods}
                alerts={alerts}
                podsHref={links('pods')}
              />
              {newest && (
                <div className={classes.line}>
                  {t('overview.newest')}{' '}
                  <Link to={links('delivery')} className={classes.version}>
                    {visibleText(newest.version)}
                  </Link>
                  {', '}
                  <RelativeTime time={new Date(newest.time).toISOString()} />
                  {newest.by && ` · ${visibleText(newest.by)}`}
                </div>
              )}
              {service.application && (
                <DeliveryLine
                  application={service.application}
                  href={links('delivery')}
                />
              )}
            </div>
          )}
          {known && alerts.length > 0 && (
            <ul className={classes.alerts} aria-label={t('overview.alerts')}>
              {alerts.map(alert => {
                const suspect =
                  alert.state === 'firing' || alert.state === 'pending'
                    ? deploymentBefore(alert, deployments)
                    : undefined;
                return (
                  <AlertItem
                    key={alert.key}
                    alert={alert}
                    entityRef={entityRef}
                    deployment={suspect}
                    deploymentHref={
                      suspect?.historyId !== undefined
                        ? `${links('delivery')}?history=${
                            suspect.historyId ?? ''
                          }`
                        : undefined
                    }
                    logsHref={links('logs')}
                  />
                );
              })}
            </ul>
          )}
          {service.signals.length > 0 && (
            <SignalsRow signals={service.signals} href={links('metrics')} />
          )}
          <Missing name={entity.metadata.name} views={views} />
        </div>
      </InfoCard>
    </PlanProvider>
  );
}
