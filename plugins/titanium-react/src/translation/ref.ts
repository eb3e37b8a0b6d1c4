import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { messages } from './en';

/** The words of the components in this package, nested by folder. @public */
export const titaniumReactTranslationRef = createTranslationRef({
  id: 'plugin.titanium-react',
  messages,
  translations: { ko: () => import('./ko') },
});
