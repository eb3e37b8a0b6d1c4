import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { messages } from './en';

/** The words of the tabs and pages of this plugin, nested by folder. @public */
export const titaniumTranslationRef = createTranslationRef({
  id: 'plugin.titanium',
  messages,
  translations: { ko: () => import('./ko') },
});
