import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { Tab } from '../tabs/Tab';
import { isDeliveryEntity } from './isDeliveryEntity';

/** The Delivery tab: on services, and on resources that Argo CD delivers. */
export const deliveryContent = EntityContentBlueprint.make({
  name: 'delivery',
  params: {
    path: '/delivery',
    title: 'Delivery',
    filter: isDeliveryEntity,
    loader: () =>
      import('./DeliveryContent').then(module => (
        <Tab>
          <module.DeliveryContent />
        </Tab>
      )),
  },
});
