import fs from 'node:fs';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { dataDirectory, roles, sessionFile } from './accounts';
import { browserLaunchOptions } from './chromium';
import { signIn } from './signIn';

/** How much faster than the wall the World of the tests lives: a rollout takes a second or two. */
const speed = 10;

async function startOwnPortal() {
  // The scripts belong to the root, which is no package.
  /* eslint-disable @backstage/no-relative-monorepo-imports */
  const { startPortal } = await import('../../../../scripts/lib/portal.mjs');
  const { freePortalPorts } = await import('../../../../scripts/lib/ports.mjs');
  /* eslint-enable @backstage/no-relative-monorepo-imports */
  for (const leftover of ['db', 'sandbox', 'sessions', 'results']) {
    fs.rmSync(path.join(dataDirectory, leftover), {
      recursive: true,
      force: true,
    });
  }
  return startPortal({
    data: dataDirectory,
    fresh: true,
    speed,
    ports: await freePortalPorts(),
  });
}

async function storeSessions(url: string) {
  const browser = await chromium.launch(browserLaunchOptions());
  try {
    for (const role of roles) {
      const context = await browser.newContext({ baseURL: url });
      await signIn(await context.newPage(), role);
      const { cookies } = await context.storageState();
      // Only the session: what the page remembers otherwise, language and theme, is each test's own.
      fs.mkdirSync(path.dirname(sessionFile(role)), { recursive: true });
      fs.writeFileSync(
        sessionFile(role),
        JSON.stringify({ cookies, origins: [] }),
      );
      await context.close();
    }
  } finally {
    await browser.close();
  }
}

/**
 * Starts the whole portal, as `npm start` does, on free ports with a World and a database of its own, and signs in each
 * account once. `TITANIUM_E2E_URL` names a portal that runs already.
 */
export default async function globalSetup() {
  const running = process.env.TITANIUM_E2E_URL;
  const portal = running
    ? { url: running, stop: async () => {} }
    : await startOwnPortal();
  try {
    process.env.TITANIUM_E2E_URL = portal.url;
    await storeSessions(portal.url);
  } catch (error) {
    await portal.stop();
    throw error;
  }
  return () => portal.stop();
}
