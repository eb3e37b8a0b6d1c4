import { parseArgs } from 'node:util';
import { benchPods, SERVICE_PODS, SERVICES } from './pods';
import { writeMeasure } from './report';

const LARGE_CLUSTER = 10_000;

const HELP = `Usage: npm run bench -- pods [options]

  --full            the whole targets: 200 samples, ten minutes, 1,000 viewers for 15 minutes
  --samples <n>     changes for the pixel latency (60)
  --seconds <n>     window for bytes and requests (60)
  --viewers <n>     streams held open (1000)
  --hold <n>        seconds they are held (60)
  --pods <n>        pods of the big cluster (${LARGE_CLUSTER})`;

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
  const clusterPods = Number(values.pods ?? LARGE_CLUSTER);
  if (!(clusterPods >= SERVICES * SERVICE_PODS)) {
    say(
      `--pods must be at least ${
        SERVICES * SERVICE_PODS
      }: ${SERVICES} services of ${SERVICE_PODS} pods are looked at.`,
    );
    return 2;
  }
  let holds = true;
  const measures = benchPods({
    samples: Number(values.samples ?? (values.full ? 200 : 60)),
    windowSeconds: Number(values.seconds ?? (values.full ? 600 : 60)),
    viewers: Number(values.viewers ?? 1000),
    viewerSeconds: Number(values.hold ?? (values.full ? 900 : 60)),
    clusterPods,
    chromium: process.env.TITANIUM_CHROMIUM,
    say,
  });
  // Each as soon as it is known: a later one that breaks off takes nothing away.
  for await (const measure of measures) {
    holds = writeMeasure(measure, say) && holds;
  }
  return holds ? 0 : 1;
}

main().then(
  code => process.exit(code),
  error => {
    process.stderr.write(`${error?.stack ?? error}\n`);
    process.exit(1);
  },
);
