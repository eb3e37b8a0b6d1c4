import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { Tab } from '../tabs/Tab';
import { isMetricsEntity } from './isMetricsEntity';

/** The Metrics tab: on services, and on resources that say which metrics are theirs. */
export const metricsContent = EntityContentBlueprint.make({
  name: 'metrics',
  params: {
    path: '/metrics',
    title: 'Metrics',
    filter: isMetricsEntity,
    loader: () =>
      import('./MetricsContent').then(module => (
        <Tab>
          <module.MetricsContent />
        </Tab>
      )),
  },
});
