import { createTranslationRef } from '@backstage/frontend-plugin-api';

/** The words of the sidebar. */
export const navTranslationRef = createTranslationRef({
  id: 'app.nav',
  messages: {
    home: 'Home',
    search: 'Search',
    menu: 'Menu',
    catalog: 'Catalog',
    docs: 'Docs',
    operations: 'Operations',
    runs: 'Runs',
    approvals: 'Approvals',
    notifications: 'Notifications',
    settings: 'Settings',
  },
  translations: {
    ko: async () => ({
      default: {
        home: '홈',
        search: '검색',
        menu: '메뉴',
        catalog: '카탈로그',
        docs: '문서',
        operations: '운영',
        runs: '실행 기록',
        approvals: '승인',
        notifications: '알림',
        settings: '설정',
      },
    }),
  },
});
