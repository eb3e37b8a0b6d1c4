import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import { titaniumApi } from './api';
import { podsContent } from './pods/extensions';
import { runsPage } from './runs/extensions';

/** The Titanium tabs and pages. @public */
export const titaniumPlugin = createFrontendPlugin({
  pluginId: 'titanium',
  title: 'Titanium',
  extensions: [titaniumApi, podsContent, runsPage],
});
