// `npm test`: every suite, or those named: `npm test -- unit browser`. Arguments after `--` go to the one named.
import { continueUnderNode24 } from './lib/node.mjs';
import { ensurePackages } from './lib/packages.mjs';
import { SetupError, explain, say, step } from './lib/say.mjs';
import { logFile, suites } from './lib/suites.mjs';

const help = `Usage: npm test -- [suites] [arguments of the one suite named]

${suites.map(({ name, title }) => `  ${name.padEnd(10)}${title}`).join('\n')}

  npm test -- unit plugins/titanium-common    the unit tests below a folder
  npm test -- browser pods                    the browser tests of a file`;

function chosen(argv) {
  const split = argv.indexOf('--');
  const words = split < 0 ? argv : argv.slice(0, split);
  const extra = split < 0 ? [] : argv.slice(split + 1);
  const names = words.filter(word => suites.some(suite => suite.name === word));
  if (names.includes('api')) {
    // The reports are extracted from the declarations that the compiler writes.
    names.push('types');
  }
  // `npm test -- unit plugins/titanium-common`: what is no suite's name belongs to the one suite.
  extra.unshift(...words.filter(word => !names.includes(word)));
  if (extra.length > 0 && new Set(names).size !== 1) {
    throw new SetupError(`What is "${extra.join(' ')}"?`, help);
  }
  return {
    extra,
    selected: names.length
      ? suites.filter(suite => names.includes(suite.name))
      : suites,
  };
}

async function runSuite(suite, extra) {
  try {
    return await step(suite.title, () => suite.run(extra));
  } catch (error) {
    return {
      passed: 0,
      failed: 1,
      output: [error.message, error.advice].filter(Boolean).join('\n'),
    };
  }
}

async function main() {
  if (['--help', '-h'].includes(process.argv[2])) {
    say(help);
    return 0;
  }
  const { selected, extra } = chosen(process.argv.slice(2));
  await continueUnderNode24();
  await ensurePackages();
  const total = { passed: 0, failed: 0 };
  for (const suite of selected) {
    const { passed, failed, output } = await runSuite(suite, extra);
    total.passed += passed;
    total.failed += failed;
    if (failed > 0) {
      say(`\n${output.trimEnd()}\n\n  All of it: ${logFile(suite.name)}`);
    }
    say(`  ${suite.name}: ${passed} passed, ${failed} failed\n`);
  }
  say(`${total.passed} passed, ${total.failed} failed`);
  return total.failed > 0 ? 1 : 0;
}

process.exit(await main().catch(explain));
