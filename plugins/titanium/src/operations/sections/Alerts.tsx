import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { entityRouteParams } from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';
import { KUBERNETES_ID_ANNOTATION } from '@titanium-portal/backstage-plugin-titanium-common';
import { ReactNode } from 'react';
import { AlertItem } from '../../overview/alerts/AlertItem';
import { deploymentBefore } from '../../overview/model/deployments';
import { titaniumTranslationRef } from '../../translation';
import { Quiet } from '../Quiet';
import { Section } from '../Section';
import { PlatformState } from '../usePlatform';
import { ViewNotice } from '../ViewNotice';

const useStyles = makeStyles(
  {
    list: {
      display: 'flex',
      flexDirection: 'column',
      gap: 8,
      listStyle: 'none',
      margin: 0,
      padding: 0,
    },
  },
  { name: 'TitaniumOperationsAlerts' },
);

function pageOf(entity: Entity): string {
  const { namespace, kind, name } = entityRouteParams(entity);
  return `/catalog/${namespace}/${kind}/${name}`;
}

/** What fires now, of the whole platform for operators. */
export function Alerts(props: {
  platform: PlatformState;
  services: readonly Entity[];
  /** Beside the heading. */
  tools: ReactNode;
}) {
  const { platform, services, tools } = props;
  const { t } = useTranslationRef(titaniumTranslationRef);
  const classes = useStyles();
  const { alerts, alertViews, rows, wholePlatform } = platform;
  const view =
    alertViews.find(each => !each.ready || each.refused) ?? alertViews[0];
  const notice =
    view && alerts.length === 0 ? (
      <ViewNotice
        view={view}
        connection={platform.connection}
        module="observability"
        forbidden={t('operations.alerts.forbidden')}
        onRetry={platform.retry}
      />
    ) : null;
  const ready = alertViews.some(each => each.ready);
  const firing = alerts.filter(({ state }) => state === 'firing').length;
  return (
    <Section
      title={t('operations.alerts.title')}
      count={ready ? firing : undefined}
      tools={tools}
    >
      {alerts.length > 0 && (
        <ul className={classes.list} aria-label={t('operations.alerts.title')}>
          {alerts.map(alert => {
            const entity = services.find(
              each =>
                each.metadata.annotations?.[KUBERNETES_ID_ANNOTATION] ===
                alert.labels.service,
            );
            const page = entity && pageOf(entity);
            const ref = entity && stringifyEntityRef(entity);
            const deployment =
              alert.state === 'firing' || alert.state === 'pending'
                ? deploymentBefore(
                    alert,
                    rows.find(({ entityRef }) => entityRef === ref)
                      ?.deployments ?? [],
                  )
                : undefined;
            return (
              <AlertItem
                key={alert.key}
                alert={alert}
                entityRef={ref}
                service={entity && { name: entity.metadata.name, href: page! }}
                deployment={deployment}
                deploymentHref={page && `${page}/delivery`}
                logsHref={page && `${page}/logs`}
              />
            );
          })}
        </ul>
      )}
      {alerts.length === 0 && ready && (
        <Quiet
          title={t(
            wholePlatform
              ? 'operations.alerts.none'
              : 'operations.alerts.noneOwn',
          )}
        />
      )}
      {alerts.length === 0 && !ready && notice}
    </Section>
  );
}
