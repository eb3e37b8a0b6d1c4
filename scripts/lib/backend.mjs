import { lastLines } from './children.mjs';
import { inRoot } from './paths.mjs';
import { SetupError } from './say.mjs';

const patience = 120_000;

async function answers(url) {
  try {
    const response = await fetch(`${url}/.backstage/health/v1/readiness`, {
      signal: AbortSignal.timeout(2000),
    });
    return response.ok;
  } catch {
    return false;
  }
}

/** What a line of the log says when the back end gives up; the process itself would stay and answer 503. */
function startupFailure(line) {
  try {
    const { name, message } = JSON.parse(line);
    return name === 'BackendStartupError' ? message : undefined;
  } catch {
    return undefined;
  }
}

/** Starts the back end on the given layers of configuration; resolves once it answers at the address. */
export async function startBackend(children, { url, env, configs }) {
  let failure;
  const running = children.start({
    name: 'backend',
    entry: 'packages/backend/src/index.ts',
    args: configs.flatMap(file => ['--config', inRoot(file)]),
    env: { NODE_ENV: 'production', ...env },
    onLine(line) {
      failure ??= startupFailure(line);
    },
  });
  const deadline = Date.now() + patience;
  while (!(await answers(url))) {
    if (failure) {
      throw new SetupError(failure, `All of its output: ${running.log}`);
    }
    const late = Date.now() > deadline;
    if (late || running.ended) {
      const what = late ? 'did not answer in time' : 'stopped while starting';
      throw new SetupError(
        `The back end ${what}:\n${lastLines(running.log)}`,
        `All of its output: ${running.log}`,
      );
    }
    await new Promise(resolve => {
      setTimeout(resolve, 100);
    });
  }
}
