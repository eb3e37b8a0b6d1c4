import path from 'node:path';
import { parseArgs } from 'node:util';
import { defaultData } from './paths.mjs';
import { SetupError } from './say.mjs';

const help = `Usage: npm start -- [options]

  --fresh                 forget the sandbox's World and begin a new one
  --speed <n>             let the World's clock run n times as fast
  --pods <n>              fill the cluster with pods, up to 10000
  --port <n>              address of the portal (7007)
  --kubernetes-port <n>   address of the sandbox's Kubernetes API (6443)
  --oidc-port <n>         address of the sandbox's sign-in (5556)
  --data <directory>      where state is kept (.data)`;

function number(name, value, { min, max }) {
  if (value === undefined) {
    return undefined;
  }
  const parsed = Number(value);
  if (!Number.isFinite(parsed) || parsed < min || parsed > max) {
    throw new SetupError(
      `--${name} wants a number from ${min} to ${max}, not "${value}".`,
      help,
    );
  }
  return parsed;
}

/** Reads the options of `npm start` and `npm run dev` from the command line, then from the environment. */
export function portalOptions(argv = process.argv.slice(2), env = process.env) {
  const text = { type: 'string' };
  let values;
  try {
    ({ values } = parseArgs({
      args: argv,
      options: {
        help: { type: 'boolean', short: 'h' },
        fresh: { type: 'boolean' },
        speed: text,
        pods: text,
        port: text,
        'kubernetes-port': text,
        'oidc-port': text,
        data: text,
      },
    }));
  } catch (error) {
    throw new SetupError(error.message, help);
  }
  if (values.help) {
    return { help };
  }
  const port = (name, variable, fallback) =>
    number(name, values[name] ?? env[variable] ?? fallback, {
      min: 1,
      max: 65535,
    });
  return {
    data: path.resolve(values.data ?? env.TITANIUM_DATA ?? defaultData),
    fresh: values.fresh ?? false,
    speed: number('speed', values.speed, { min: 0.1, max: 1000 }),
    pods: number('pods', values.pods, { min: 0, max: 10_000 }),
    ports: {
      portal: port('port', 'TITANIUM_PORT', 7007),
      kubernetes: port('kubernetes-port', 'TITANIUM_KUBERNETES_PORT', 6443),
      oidc: port('oidc-port', 'TITANIUM_OIDC_PORT', 5556),
    },
  };
}
