import { isError } from '@backstage/errors';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ControlClient } from './control/client';
import { PLATFORM_NAMES, PLATFORMS, PlatformName } from './platforms';
import { PortName, startSandbox } from './sandbox';
import { IncidentState } from './world/incidents';

const USAGE = `Usage:
  sandbox start [flags]                  starts the platform; one JSON line on stdout when it is ready
  sandbox status [--data <dir>]          what runs, and how it is
  sandbox incident list [--data <dir>]   what can go wrong
  sandbox incident start|stop <name> [--data <dir>]

Flags of start:
  --data <dir>             where state is kept (default .data)
  --kubernetes-port <n>    Kubernetes API (default 6443; 0: any free one)
  --oidc-port <n>          OpenID Connect (default 5556)
${PLATFORMS.map(
  ({ name, title, defaultPort }) =>
    `  --${`${name}-port <n>`.padEnd(23)}${title} (default ${defaultPort})\n`,
).join(
  '',
)}  --control-port <n>       this command line's way in (default: any free one)
  --portal-url <url>       the portal that signs in (default TITANIUM_PORTAL_URL or http://localhost:7007)
  --speed <n>              World time, so many times faster than the wall (default 1)
  --seed <text>            everything random follows from it
  --pods <n>               pods beside the platform's own
  --fresh                  forget the saved World
`;

const print = (text: string) => process.stdout.write(`${text}\n`);
const tell = (text: string) => process.stderr.write(`${text}\n`);

/** A message for the person at the terminal, without a stack. */
class UsageError extends Error {}

function number(
  flag: string,
  text: string | undefined,
  min: number,
  max: number,
): number | undefined {
  if (text === undefined) {
    return undefined;
  }
  const value = Number(text);
  if (text.trim() === '' || !(value >= min && value <= max)) {
    throw new UsageError(`--${flag} must be a number from ${min} to ${max}`);
  }
  return value;
}

const text = { type: 'string' } as const;
const PLATFORM_PORTS = Object.fromEntries(
  PLATFORM_NAMES.map(name => [`${name}-port`, text]),
) as Record<`${PlatformName}-port`, typeof text>;

function flags() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        data: { type: 'string', default: '.data' },
        'kubernetes-port': text,
        'oidc-port': text,
        'control-port': text,
        ...PLATFORM_PORTS,
        'portal-url': text,
        speed: text,
        seed: text,
        pods: text,
        fresh: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new UsageError(isError(error) ? error.message : String(error));
  }
}

type Flags = ReturnType<typeof flags>['values'];

async function start(values: Flags): Promise<void> {
  const port = (flag: `${PortName}-port`) => {
    const value = number(flag, values[flag], 0, 65535);
    return value === undefined ? undefined : Math.floor(value);
  };
  const pods = number('pods', values.pods, 0, 100_000);
  const stopped = new Promise<void>(done => {
    process.once('SIGINT', done);
    process.once('SIGTERM', done);
  });
  const sandbox = await startSandbox({
    dataDir: resolve(values.data),
    ports: {
      kubernetes: port('kubernetes-port'),
      oidc: port('oidc-port'),
      control: port('control-port'),
      ...Object.fromEntries(
        PLATFORM_NAMES.map(name => [name, port(`${name}-port`)]),
      ),
    },
    speed: number('speed', values.speed, 0.1, 1000),
    seed: values.seed,
    pods: pods === undefined ? undefined : Math.floor(pods),
    fresh: values.fresh,
    portalUrl: values['portal-url'] ?? process.env.TITANIUM_PORTAL_URL,
    logger: { info: tell, warn: tell },
  });
  const { control, ...urls } = sandbox.urls;
  print(JSON.stringify({ ready: true, urls }));
  await stopped;
  await sandbox.close();
  process.exit(0);
}

function running(values: Flags): ControlClient {
  const client = ControlClient.of(resolve(values.data));
  if (!client) {
    throw new UsageError(
      `No sandbox runs with the data directory ${resolve(values.data)}`,
    );
  }
  return client;
}

function showIncident({ name, title, active, since }: IncidentState): void {
  const state = active ? `running since ${since}` : 'off';
  print(`${name.padEnd(14)} ${state.padEnd(36)} ${title}`);
}

async function incident(words: string[], values: Flags): Promise<void> {
  const [verb, name] = words;
  const client = running(values);
  if (verb === 'list') {
    for (const item of await client.incidents()) {
      showIncident(item);
      print(`${' '.repeat(15)}${item.description}`);
    }
  } else if ((verb === 'start' || verb === 'stop') && name) {
    showIncident(await client[verb](name));
  } else {
    throw new UsageError(USAGE);
  }
}

async function status(values: Flags): Promise<void> {
  const state = await running(values).status();
  const active = state.incidents.filter(item => item.active);
  for (const [name, url] of Object.entries(state.urls)) {
    print(`${name.padEnd(12)} ${url}`);
  }
  print(
    `time         ${state.time} (speed ${state.speed}, seed ${state.seed})`,
  );
  print(`nodes        ${state.nodes}`);
  print(`pods         ${state.pods.ready} of ${state.pods.total} ready`);
  print(
    `incidents    ${
      active.map(item => item.name).join(', ') || 'none running'
    }`,
  );
}

async function main(): Promise<void> {
  const { positionals, values } = flags();
  const [command, ...words] = positionals;
  if (values.help) {
    print(USAGE);
  } else if (command === 'start' && words.length === 0) {
    await start(values);
  } else if (command === 'incident') {
    await incident(words, values);
  } else if (command === 'status') {
    await status(values);
  } else {
    throw new UsageError(USAGE);
  }
}

main().catch(error => {
  const isExpected =
    error instanceof UsageError ||
    ['ConflictError', 'InputError'].includes(error?.name);
  tell(
    isExpected || !isError(error)
      ? String(error.message)
      : error.stack ?? error.message,
  );
  process.exit(1);
});
