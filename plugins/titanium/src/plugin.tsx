import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import { titaniumApi } from './api';
import { approvalsPage } from './approvals/extensions';
import { auditPage } from './audit/extensions';
import { deliveryContent } from './delivery/extensions';
import { logsContent } from './logs/extensions';
import { metricsContent } from './metrics/extensions';
import { operationsPage } from './operations/extensions';
import { overviewCard } from './overview/extensions';
import { podsContent } from './pods/extensions';
import { runsContent, runsPage } from './runs/extensions';

/** The Titanium tabs and pages. @public */
export const titaniumPlugin = createFrontendPlugin({
  pluginId: 'titanium',
  title: 'Titanium',
  extensions: [
    titaniumApi,
    overviewCard,
    podsContent,
    logsContent,
    metricsContent,
    deliveryContent,
    runsContent,
    operationsPage,
    runsPage,
    approvalsPage,
    auditPage,
  ],
});
