import { defineConfig } from '@playwright/test';
import { browserLaunchOptions } from './e2e-tests/support/chromium';

export default defineConfig({
  testDir: './e2e-tests',
  testMatch: '**/*.spec.ts',
  outputDir: '../../.data/e2e/results',
  globalSetup: './e2e-tests/support/globalSetup',
  // One portal serves all tests, and two cores run it and the browsers: files run one after another.
  workers: 1,
  // Generous: a machine with two busy cores takes its time, and a wait that succeeds costs nothing.
  timeout: 90_000,
  expect: { timeout: 20_000 },
  retries: process.env.CI ? 1 : 0,
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list']],
  use: {
    viewport: { width: 1440, height: 900 },
    launchOptions: browserLaunchOptions(),
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
  },
});
