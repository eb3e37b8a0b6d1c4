import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import { titaniumApi } from './api';
import { podsContent } from './pods/extensions';

/** The Titanium tabs and pages. @public */
export const titaniumPlugin = createFrontendPlugin({
  pluginId: 'titanium',
  title: 'Titanium',
  extensions: [titaniumApi, podsContent],
});
