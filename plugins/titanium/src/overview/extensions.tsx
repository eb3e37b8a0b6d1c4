import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { isPodsEntity } from '../pods/isPodsEntity';

/** How a service is right now, first on its page. */
export const overviewCard = EntityCardBlueprint.make({
  name: 'overview',
  params: {
    type: 'content',
    filter: isPodsEntity,
    loader: () =>
      import('./OverviewCard').then(module => <module.OverviewCard />),
  },
});
