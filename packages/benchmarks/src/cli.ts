import { parseArgs } from 'node:util';
import { benchPods } from './pods';
import { printReport } from './report';

const HELP = `Usage: npm run bench -- pods [options]

  --full            the whole targets: 200 samples, ten minutes, 1,000 viewers for 15 minutes
  --samples <n>     changes for the pixel latency (60)
  --seconds <n>     window for bytes and requests (60)
  --viewers <n>     streams held open (1000)
  --hold <n>        seconds they are held (60)
  --pods <n>        pods of the big cluster (10000)`;

const say = (line: string) => process.stdout.write(`${line}\n`);

async function main(): Promise<number> {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      full: { type: 'boolean' },
      help: { type: 'boolean' },
      samples: text,
      seconds: text,
      viewers: text,
      hold: text,
      pods: text,
    },
  });
  if (values.help || positionals.length !== 1 || positionals[0] !== 'pods') {
    say(HELP);
    return values.help ? 0 : 2;
  }
  const measures = await benchPods({
    samples: Number(values.samples ?? (values.full ? 200 : 60)),
    windowSeconds: Number(values.seconds ?? (values.full ? 600 : 60)),
    viewers: Number(values.viewers ?? 1000),
    viewerSeconds: Number(values.hold ?? (values.full ? 900 : 60)),
    clusterPods: Number(values.pods ?? 10_000),
    chromium: process.env.TITANIUM_CHROMIUM,
    say,
  });
  say('');
  return printReport(measures, say) ? 0 : 1;
}

main().then(
  code => process.exit(code),
  error => {
    process.stderr.write(`${error?.stack ?? error}\n`);
    process.exit(1);
  },
);
