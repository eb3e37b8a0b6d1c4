import path from 'node:path';
import { startBackend } from './backend.mjs';
import { createChildren } from './children.mjs';
import { ensureDocs } from './docs.mjs';
import { ensureFrontend } from './frontend.mjs';
import { ensureMkdocs } from './mkdocs.mjs';
import { root } from './paths.mjs';
import { requireFreePorts } from './ports.mjs';
import { startSandbox } from './sandbox.mjs';
import { step } from './say.mjs';
import { portalKeys } from './secrets.mjs';

/**
 * Generates the documentation and starts the sandbox. Resolves to the environment that app-config.yaml and
 * app-config.sandbox.yaml read, and to the programs started so far. Options: `data`, `ports` (portal, kubernetes,
 * oidc), `url`, `fresh`, `speed`, `pods`.
 */
export async function preparePlatform(options) {
  const { data, ports, url } = options;
  await requireFreePorts(ports);
  await ensureDocs(data, ensureMkdocs);
  const children = createChildren(path.join(data, 'logs'));
  const stop = () => children.stop();
  try {
    const sandbox = await step('Starting the sandbox', () =>
      startSandbox(children, data, options),
    );
    const env = {
      TITANIUM_ROOT: root,
      TITANIUM_DATA: data,
      TITANIUM_BASE_URL: url,
      TITANIUM_PORT: String(ports.portal),
      TITANIUM_SESSION_SECRET: portalKeys(data).session,
      ...sandbox,
    };
    return { env, children, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * Builds what changed and starts the whole portal. Options as of {@link preparePlatform}; `configs` are further layers
 * of configuration. Resolves to its address and to ways to wait for and to cause its end.
 */
export async function startPortal(options) {
  const url = `http://localhost:${options.ports.portal}`;
  await ensureFrontend();
  const platform = await preparePlatform({ ...options, url });
  try {
    await step('Starting the portal', () =>
      startBackend(platform.children, {
        url,
        env: platform.env,
        configs: [
          'app-config.yaml',
          'app-config.sandbox.yaml',
          ...(options.configs ?? []),
        ],
      }),
    );
  } catch (error) {
    await platform.stop();
    throw error;
  }
  return { url, ...platform };
}
