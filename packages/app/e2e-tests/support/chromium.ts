import fs from 'node:fs';
import type { LaunchOptions } from '@playwright/test';

const usual = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The system's Chromium: `npm test` names it, by hand the usual places do. */
export function browserLaunchOptions(): LaunchOptions {
  return {
    executablePath:
      process.env.TITANIUM_CHROMIUM ?? usual.find(file => fs.existsSync(file)),
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  };
}
