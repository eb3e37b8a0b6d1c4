import {
  ApiBlueprint,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import { titaniumApiRef } from '@titanium-portal/backstage-plugin-titanium-react';
import { TitaniumClient } from './TitaniumClient';

/** Gives `titaniumApiRef` its client. */
export const titaniumApi = ApiBlueprint.make({
  name: 'titanium',
  params: defineParams =>
    defineParams({
      api: titaniumApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new TitaniumClient(deps),
    }),
});
