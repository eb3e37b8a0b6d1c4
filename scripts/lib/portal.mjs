import path from 'node:path';
import { startBackend } from './backend.mjs';
import { createChildren } from './children.mjs';
import { ensureDocs } from './docs.mjs';
import { ensureFrontend } from './frontend.mjs';
import { ensureMkdocs } from './mkdocs.mjs';
import { requireFree } from './ports.mjs';
import { startSandbox } from './sandbox.mjs';
import { step } from './say.mjs';

/**
 * Builds what changed and starts the whole portal: sandbox, then back end. Options: `data`, `ports` (portal,
 * kubernetes, oidc), `fresh`, `speed`, `pods`, `frontend` (false when another server serves it), `extraConfigs`.
 * Resolves to its address and to ways to wait for and to cause its end.
 */
export async function startPortal(options) {
  const { data, ports } = options;
  const url = options.url ?? `http://localhost:${ports.portal}`;
  await requireFree(ports.portal, 'the portal', '--port (or TITANIUM_PORT)');
  await requireFree(
    ports.kubernetes,
    'the sandbox’s Kubernetes API',
    '--kubernetes-port (or TITANIUM_KUBERNETES_PORT)',
  );
  await requireFree(
    ports.oidc,
    'the sandbox’s sign-in',
    '--oidc-port (or TITANIUM_OIDC_PORT)',
  );

  if (options.frontend !== false) {
    await ensureFrontend();
  }
  await ensureDocs(data, ensureMkdocs);

  const children = createChildren(path.join(data, 'logs'));
  try {
    const env = await step('Starting the sandbox', () =>
      startSandbox(children, data, { ...options, url }),
    );
    await step('Starting the portal', () =>
      startBackend(children, data, {
        ...options,
        url,
        env,
        configs: ['app-config.sandbox.yaml'],
      }),
    );
  } catch (error) {
    await children.stop();
    throw error;
  }
  return { url, children, env: undefined, stop: () => children.stop() };
}
