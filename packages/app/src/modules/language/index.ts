import { coreComponentsTranslationRef } from '@backstage/core-components';
import {
  createFrontendModule,
  createTranslationMessages,
  createTranslationResource,
} from '@backstage/frontend-plugin-api';
import { TranslationBlueprint } from '@backstage/plugin-app-react';
import { searchTranslationRef } from '@backstage/plugin-search';

/** Korean for the words of Backstage that stand among ours: in the sidebar and on the sign-in page. */
const search = TranslationBlueprint.make({
  name: 'search',
  params: {
    resource: createTranslationResource({
      ref: searchTranslationRef,
      translations: {
        ko: async () => ({
          default: createTranslationMessages({
            ref: searchTranslationRef,
            messages: { 'sidebarSearchModal.title': '검색' },
          }),
        }),
      },
    }),
  },
});

const coreComponents = TranslationBlueprint.make({
  name: 'core-components',
  params: {
    resource: createTranslationResource({
      ref: coreComponentsTranslationRef,
      translations: {
        ko: async () => ({
          default: createTranslationMessages({
            ref: coreComponentsTranslationRef,
            messages: { 'signIn.title': '로그인' },
          }),
        }),
      },
    }),
  },
});

export const languageModule = createFrontendModule({
  pluginId: 'app',
  extensions: [search, coreComponents],
});
