import { lastLines } from './children.mjs';
import { inRoot, root } from './paths.mjs';
import { SetupError } from './say.mjs';
import { portalKeys } from './secrets.mjs';

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

/** Starts the back end on the given layers of configuration; resolves once it answers. */
export async function startBackend(children, data, options) {
  const keys = portalKeys(data);
  const configs = [
    'app-config.yaml',
    ...options.configs,
    ...(options.extraConfigs ?? []),
  ];
  const running = children.start({
    name: 'backend',
    entry: 'packages/backend/src/index.ts',
    args: configs.flatMap(file => ['--config', inRoot(file)]),
    env: {
      NODE_ENV: 'production',
      LOG_LEVEL: process.env.LOG_LEVEL ?? 'info',
      TITANIUM_ROOT: root,
      TITANIUM_DATA: data,
      TITANIUM_BASE_URL: options.url,
      TITANIUM_PORT: String(options.ports.portal),
      TITANIUM_SESSION_SECRET: keys.session,
      ...options.env,
    },
  });
  const deadline = Date.now() + patience;
  while (!(await answers(options.url))) {
    const late = Date.now() > deadline;
    if (late || running.ended) {
      throw new SetupError(
        `The back end ${
          late ? 'did not answer in time' : 'stopped while starting'
        }:\n${lastLines(running.log)}`,
        `All of its output: ${running.log}`,
      );
    }
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  return running;
}
