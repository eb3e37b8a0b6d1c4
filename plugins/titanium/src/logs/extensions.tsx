import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { Tab } from '../tabs/Tab';
import { isPodsEntity } from '../pods/isPodsEntity';

/** The Logs tab: where there is a Pods tab. */
export const logsContent = EntityContentBlueprint.make({
  name: 'logs',
  params: {
    path: '/logs',
    title: 'Logs',
    filter: isPodsEntity,
    loader: () =>
      import('./LogsContent').then(module => (
        <Tab>
          <module.LogsContent />
        </Tab>
      )),
  },
});
