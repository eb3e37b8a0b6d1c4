import path from 'node:path';
import { parseArgs } from 'node:util';
import { defaultData } from './paths.mjs';
import { portNames, portalPorts } from './ports.mjs';
import { SetupError } from './say.mjs';

const help = `Usage: npm start -- [options]

  --fresh                 forget the sandbox's World and begin a new one
  --speed <n>             let the World's clock run n times as fast
  --pods <n>              fill the cluster with pods, up to 10000
${Object.entries(portalPorts)
  .map(
    ([name, { what, usual }]) =>
      `  --${`${portNames(name).option} <n>`.padEnd(
        22,
      )}address of ${what} (${usual})`,
  )
  .join('\n')}
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
        ...Object.fromEntries(
          Object.keys(portalPorts).map(name => [portNames(name).option, text]),
        ),
        data: text,
      },
    }));
  } catch (error) {
    throw new SetupError(error.message, help);
  }
  if (values.help) {
    return { help };
  }
  const port = name => {
    const { option, variable } = portNames(name);
    const value = values[option] ?? env[variable] ?? portalPorts[name].usual;
    return number(option, value, { min: 1, max: 65535 });
  };
  return {
    data: path.resolve(values.data ?? env.TITANIUM_DATA ?? defaultData),
    fresh: values.fresh ?? false,
    speed: number('speed', values.speed, { min: 0.1, max: 1000 }),
    pods: number('pods', values.pods, { min: 0, max: 10_000 }),
    ports: Object.fromEntries(
      Object.keys(portalPorts).map(name => [name, port(name)]),
    ),
  };
}
