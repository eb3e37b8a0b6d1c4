import net from 'node:net';
import { SetupError } from './say.mjs';

function listens(port, host) {
  return new Promise(resolve => {
    const server = net.createServer();
    server.once('error', error => resolve(error.code));
    server.listen({ port, host }, () => server.close(() => resolve(undefined)));
  });
}

/** Fails, naming the port and a way out, when something already listens on it. */
export async function requireFree(port, what, option) {
  const problem = await listens(port, '127.0.0.1');
  if (problem === 'EADDRINUSE') {
    throw new SetupError(
      `Port ${port}, for ${what}, is taken by another program.`,
      `Is the portal running already? Stop it with Ctrl-C in its terminal, or choose another port: ${option}\n` +
        `To see who has it: ss -ltnp 'sport = :${port}'  (macOS: lsof -i :${port})`,
    );
  }
  if (problem) {
    throw new SetupError(
      `Port ${port}, for ${what}, cannot be used: ${problem}.`,
      `Choose another: ${option}`,
    );
  }
}

/** Fails when one of the portal's ports is taken. */
export async function requireFreePorts({ portal, kubernetes, oidc }) {
  await requireFree(portal, 'the portal', '--port (or TITANIUM_PORT)');
  await requireFree(
    kubernetes,
    'the sandbox’s Kubernetes API',
    '--kubernetes-port (or TITANIUM_KUBERNETES_PORT)',
  );
  await requireFree(
    oidc,
    'the sandbox’s sign-in',
    '--oidc-port (or TITANIUM_OIDC_PORT)',
  );
}

/** A port that nothing listens on right now. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen({ port: 0, host: '127.0.0.1' }, () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
