import { createTranslationRef } from '@backstage/frontend-plugin-api';

/** The words of the addon itself; those of the strips belong to `titanium-react`. @public */
export const titaniumTechdocsTranslationRef = createTranslationRef({
  id: 'plugin.techdocs.titanium',
  messages: {
    failed: 'The commands on this page could not be checked: {{message}}',
    retry: 'Try again',
  },
  translations: { ko: () => import('./ko') },
});
