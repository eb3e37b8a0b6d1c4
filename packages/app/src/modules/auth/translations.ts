import { createTranslationRef } from '@backstage/frontend-plugin-api';

/** What the sign-in page says. */
export const signInTranslationRef = createTranslationRef({
  id: 'app.sign-in',
  messages: {
    title: 'Sign in to Titanium',
    message: 'Your organisation’s account opens the portal.',
  },
  translations: {
    ko: async () => ({
      default: {
        title: 'Titanium 로그인',
        message: '조직 계정으로 포털에 로그인합니다.',
      },
    }),
  },
});
