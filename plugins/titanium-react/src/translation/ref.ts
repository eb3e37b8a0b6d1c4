import {
  createTranslationRef,
  TranslationRef,
} from '@backstage/frontend-plugin-api';
import { messages } from './en';
import { FlatMessages } from './types';

/** The messages of {@link titaniumReactTranslationRef}. @public */
export type TitaniumReactMessages = FlatMessages<typeof messages>;

/** The words of the components in this package, nested by folder. @public */
export const titaniumReactTranslationRef: TranslationRef<
  'plugin.titanium-react',
  TitaniumReactMessages
> = createTranslationRef({
  id: 'plugin.titanium-react',
  messages,
  translations: { ko: () => import('./ko') },
});
