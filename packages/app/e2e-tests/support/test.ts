import { test as base, type BrowserContext, type Page } from '@playwright/test';
import { sessionFile, type Role } from './accounts';

export interface PortalOptions {
  /** Language of the portal, set before its first page. */
  language: 'en' | 'ko';
  /** Theme of the portal, set before its first page. */
  theme: 'light' | 'dark';
}

interface PortalFixtures {
  /** Opens a page of the portal, signed in as the role, with the chosen language and theme. */
  openAs: (role: Role) => Promise<Page>;
  developerPage: Page;
  operatorPage: Page;
  leadPage: Page;
}

/** Playwright's `test` with one signed-in page for each role; `test.use({ language: 'ko', theme: 'dark' })` sets the rest. */
export const test = base.extend<PortalOptions & PortalFixtures>({
  language: ['en', { option: true }],
  theme: ['light', { option: true }],
  baseURL: async ({}, provide) => provide(process.env.TITANIUM_E2E_URL),

  openAs: async ({ browser, baseURL, viewport, language, theme }, provide) => {
    const contexts: BrowserContext[] = [];
    await provide(async role => {
      const context = await browser.newContext({
        baseURL,
        viewport,
        storageState: sessionFile(role),
        permissions: ['clipboard-read', 'clipboard-write'],
      });
      contexts.push(context);
      await context.addInitScript(
        chosen => {
          // Only where nothing was chosen yet: a test may change both in the page.
          for (const [key, value] of Object.entries(chosen)) {
            window.localStorage.setItem(
              key,
              window.localStorage.getItem(key) ?? value,
            );
          }
        },
        { language, theme },
      );
      return context.newPage();
    });
    await Promise.all(contexts.map(context => context.close()));
  },

  developerPage: async ({ openAs }, provide) =>
    provide(await openAs('developer')),
  operatorPage: async ({ openAs }, provide) =>
    provide(await openAs('operator')),
  leadPage: async ({ openAs }, provide) => provide(await openAs('lead')),
});

export { expect } from '@playwright/test';
