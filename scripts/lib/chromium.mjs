import fs from 'node:fs';
import { canInstallDebianPackages, installDebianPackages } from './debian.mjs';
import { run, which } from './run.mjs';
import { SetupError, warn } from './say.mjs';

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
];
const bundles = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

function findChromium() {
  const named = process.env.TITANIUM_CHROMIUM;
  if (named) {
    return named;
  }
  const onPath = names.map(name => which(name)).find(Boolean);
  return onPath ?? bundles.find(file => fs.existsSync(file));
}

async function hasKoreanFont() {
  try {
    const { output } = await run('fc-list', [':lang=ko', 'family']);
    return output.trim() !== '';
  } catch {
    // Without fontconfig (macOS) the system has its own fonts.
    return process.platform !== 'linux';
  }
}

/** The path of a Chromium or Chrome for the browser tests; installs Debian's, with a Korean font, where that is allowed. */
export async function ensureChromium() {
  const missing = [];
  if (!findChromium()) {
    missing.push('chromium');
  }
  if (!(await hasKoreanFont())) {
    missing.push('fontconfig', 'fonts-noto-cjk');
  }
  if (missing.length > 0 && canInstallDebianPackages()) {
    await installDebianPackages('a browser for the tests', missing);
  } else if (missing.includes('fonts-noto-cjk')) {
    warn(
      'No Korean font here: Korean text in screenshots will be empty boxes.',
    );
  }
  const found = findChromium();
  if (!found) {
    throw new SetupError(
      'The browser tests need Chromium or Chrome.',
      'Install one, or name it: TITANIUM_CHROMIUM=/path/to/chrome npm test',
    );
  }
  return found;
}
