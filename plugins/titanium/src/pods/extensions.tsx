import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { Tab } from '../tabs/Tab';
import { isPodsEntity } from './isPodsEntity';

/** The Pods tab: on services, and on resources that say which objects are theirs. */
export const podsContent = EntityContentBlueprint.make({
  name: 'pods',
  params: {
    path: '/pods',
    title: 'Pods',
    filter: isPodsEntity,
    loader: () =>
      import('./PodsContent').then(module => (
        <Tab>
          <module.PodsContent />
        </Tab>
      )),
  },
});
