import { Content, Header, Page } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { ViewStatus } from '@titanium-portal/backstage-plugin-titanium-common';
import {
  ErrorNotice,
  Freshness,
  KeyboardHelp,
  SkeletonRows,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { useMemo } from 'react';
import { PlanProvider } from '../pods/actions/PlanContext';
import { titaniumTranslationRef } from '../translation';
import { Alerts } from './sections/Alerts';
import { Approvals } from './sections/Approvals';
import { Cluster } from './sections/Cluster';
import { Running } from './sections/Running';
import { Services } from './sections/Services';
import { usePlatform } from './usePlatform';
import { useServices } from './useServices';

const useStyles = makeStyles(
  {
    tools: {
      display: 'inline-flex',
      alignItems: 'center',
      gap: 8,
    },
  },
  { name: 'TitaniumOperationsPage' },
);

const NONE: never[] = [];

/** The status of all that the page is told from. A view that is refused says so in its own place. */
function statusOf(
  views: ReturnType<typeof usePlatform>['rolloutViews'],
): ViewStatus {
  return Object.assign(
    {},
    ...views.filter(({ refused }) => !refused).map(({ status }) => status),
  );
}

/** How every service is, what fires, what runs and what waits. */
export function OperationsPage() {
  const { t } = useTranslationRef(titaniumTranslationRef);
  const classes = useStyles();
  const { services, error, retry } = useServices();
  const platform = usePlatform(services ?? NONE);
  const status = useMemo(
    () => statusOf([...platform.rolloutViews, ...platform.alertViews]),
    [platform.rolloutViews, platform.alertViews],
  );
  return (
    <Page themeId="tool">
      <Header
        title={t('operations.title')}
        subtitle={t('operations.subtitle')}
      />
      <Content>
        <PlanProvider>
          <div data-titanium="operations">
            <Alerts
              platform={platform}
              services={services ?? NONE}
              tools={
                <span className={classes.tools}>
                  <Freshness
                    status={status}
                    connection={platform.connection}
                    onRetry={platform.retry}
                  />
                  <KeyboardHelp />
                </span>
              }
            />
            <Approvals />
            {services && <Services platform={platform} />}
            {!services && error && (
              <ErrorNotice
                title={t('operations.services.catalogFailed')}
                words={error.message}
                onRetry={retry}
              />
            )}
            {!services && !error && <SkeletonRows />}
            <Running />
            <Cluster />
          </div>
        </PlanProvider>
      </Content>
    </Page>
  );
}
