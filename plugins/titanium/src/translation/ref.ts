import {
  createTranslationRef,
  TranslationRef,
} from '@backstage/frontend-plugin-api';
import { FlatMessages } from '@titanium-portal/backstage-plugin-titanium-react';
import { messages } from './en';

/** The messages of {@link titaniumTranslationRef}. @public */
export type TitaniumMessages = FlatMessages<typeof messages>;

/** The words of the tabs and pages of this plugin, nested by folder. @public */
export const titaniumTranslationRef: TranslationRef<
  'plugin.titanium',
  TitaniumMessages
> = createTranslationRef({
  id: 'plugin.titanium',
  messages,
  translations: { ko: () => import('./ko') },
});
