import fs from 'node:fs';
import path from 'node:path';
import { ensureChromium } from './chromium.mjs';
import { inRoot, toolchain } from './paths.mjs';
import { ensurePostgres } from './postgres.mjs';
import { ensurePrometheus } from './prometheus.mjs';
import { run } from './run.mjs';

const bin = name => inRoot('node_modules', '.bin', name);
const cli = inRoot('node_modules/@backstage/cli/bin/backstage-cli');
const logFile = name => path.join(toolchain, 'logs', `test-${name}.log`);
const env = { ...process.env, CI: 'true', FORCE_COLOR: '0' };

/** A tool that says yes or no counts as one test. */
const check = (name, command, args) => async extra => {
  const { code, output } = await run(command, [...args, ...extra], {
    env,
    log: logFile(name),
  });
  return {
    passed: code === 0 ? 1 : 0,
    failed: code === 0 ? 0 : 1,
    output,
  };
};

/** From nothing: in what was left of an earlier build, unions come in another order, and API reports with them. */
async function types(extra) {
  fs.rmSync(inRoot('dist-types'), { recursive: true, force: true });
  return check('types', bin('tsc'), [])(extra);
}

function readJson(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** A tool whose report could not be read has failed, whatever it printed. */
const counted = (counts, { code, output }) => ({
  passed: counts?.passed ?? 0,
  failed: Math.max(counts?.failed ?? 0, code === 0 && counts ? 0 : 1),
  output,
});

async function scripts() {
  const files = fs
    .readdirSync(inRoot('scripts/test'))
    .filter(name => name.endsWith('.test.mjs'))
    .map(name => inRoot('scripts/test', name));
  const result = await run(
    process.execPath,
    ['--test', '--test-reporter=tap', ...files],
    { env, log: logFile('scripts') },
  );
  const count = word =>
    Number(new RegExp(`^# ${word} (\\d+)$`, 'm').exec(result.output)?.[1]);
  return counted({ passed: count('pass'), failed: count('fail') }, result);
}

async function unit(extra) {
  const report = path.join(toolchain, 'logs', 'unit.json');
  fs.rmSync(report, { force: true });
  const prometheus = await ensurePrometheus();
  const postgres = await ensurePostgres();
  const result = await run(
    process.execPath,
    [
      cli,
      'repo',
      'test',
      '--json',
      `--outputFile=${report}`,
      '--silent',
      // Whole portals start in some of them; a slow machine is no failure.
      '--testTimeout=30000',
      ...extra,
    ],
    {
      env: {
        ...env,
        ...(prometheus && { TITANIUM_TEST_PROMETHEUS_BIN: prometheus }),
        ...(postgres && { TITANIUM_TEST_POSTGRES_BIN: postgres }),
      },
      log: logFile('unit'),
    },
  );
  const json = readJson(report);
  const failures = (json?.testResults ?? [])
    .filter(suite => suite.status === 'failed')
    .map(
      suite =>
        `${path.relative(inRoot(), suite.name)}\n${suite.message.slice(
          0,
          3000,
        )}`,
    );
  return counted(
    json && {
      passed: json.numPassedTests,
      // A file that could not even be loaded has no failed test of its own.
      failed: json.numFailedTests + json.numRuntimeErrorTestSuites,
    },
    {
      code: result.code,
      output: failures.length ? failures.join('\n\n') : result.output,
    },
  );
}

async function browser(extra) {
  const report = path.join(toolchain, 'logs', 'browser.json');
  fs.rmSync(report, { force: true });
  const result = await run(
    process.execPath,
    [
      inRoot('node_modules/@playwright/test/cli.js'),
      'test',
      '--config',
      inRoot('packages/app/playwright.config.ts'),
      '--reporter=list,json',
      ...extra,
    ],
    {
      env: {
        ...env,
        TITANIUM_CHROMIUM: await ensureChromium(),
        PLAYWRIGHT_JSON_OUTPUT_NAME: report,
      },
      cwd: inRoot('packages/app'),
      log: logFile('browser'),
      // The longest suite: each test shows when it is done.
      show: true,
    },
  );
  const stats = readJson(report)?.stats;
  return counted(
    stats && {
      // A test that needed a second try has passed, and says so in the log.
      passed: stats.expected + stats.flaky,
      failed: stats.unexpected,
    },
    { code: result.code, output: '' },
  );
}

/** Everything `npm test` runs, in this order; the quick ones first. */
export const suites = [
  {
    name: 'format',
    title: 'Formatting',
    run: check('format', bin('prettier'), ['--check', '--loglevel=warn', '.']),
  },
  {
    name: 'scripts',
    title: 'Layers, documents and scripts',
    run: scripts,
  },
  {
    name: 'lint',
    title: 'Lint',
    run: check('lint', process.execPath, [
      cli,
      'repo',
      'lint',
      '--max-warnings=0',
      '--success-cache',
      '--success-cache-dir',
      path.join(toolchain, 'lint'),
    ]),
  },
  {
    name: 'types',
    title: 'Types',
    run: types,
  },
  {
    name: 'api',
    title: 'API reports',
    run: check('api', bin('backstage-repo-tools'), [
      'api-reports',
      '--ci',
      // Fields explain themselves by name and type; everything exported has its docstring.
      '--omit-messages',
      'ae-undocumented,ae-wrong-input-file-type',
      'plugins/*',
    ]),
  },
  {
    name: 'unit',
    title: 'Unit and contract tests',
    run: unit,
  },
  {
    name: 'browser',
    title: 'Browser tests',
    run: browser,
  },
];

export { logFile };
