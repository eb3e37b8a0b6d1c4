import { createApiRef } from '@backstage/core-plugin-api';
import { TitaniumApi } from './types';

/** The Titanium back end; the `titanium` plugin provides it. @public */
export const titaniumApiRef = createApiRef<TitaniumApi>({
  id: 'plugin.titanium.api',
});
