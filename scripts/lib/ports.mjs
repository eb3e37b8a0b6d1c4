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

/** Every port of `npm start`: what listens there, and its usual number. */
export const portalPorts = {
  portal: { what: 'the portal', usual: 7007, option: 'port' },
  kubernetes: { what: 'the sandbox’s Kubernetes API', usual: 6443 },
  oidc: { what: 'the sandbox’s sign-in', usual: 5556 },
  prometheus: { what: 'the sandbox’s Prometheus', usual: 9090 },
  alertmanager: { what: 'the sandbox’s Alertmanager', usual: 9093 },
  loki: { what: 'the sandbox’s Loki', usual: 3100 },
  grafana: { what: 'the sandbox’s Grafana', usual: 30300 },
  argocd: { what: 'the sandbox’s Argo CD', usual: 8081 },
  gitea: { what: 'the sandbox’s Gitea', usual: 3080 },
};

/** The command line's option and the variable that set a port. */
export function portNames(name) {
  return {
    option: portalPorts[name].option ?? `${name}-port`,
    variable:
      name === 'portal'
        ? 'TITANIUM_PORT'
        : `TITANIUM_${name.toUpperCase()}_PORT`,
  };
}

/** Fails when one of the portal's ports is taken. */
export async function requireFreePorts(ports) {
  for (const [name, port] of Object.entries(ports)) {
    const { option, variable } = portNames(name);
    await requireFree(
      port,
      portalPorts[name].what,
      `--${option} (or ${variable})`,
    );
  }
}

/** Free ports for a whole portal, for tests. */
export async function freePortalPorts() {
  const ports = {};
  for (const name of Object.keys(portalPorts)) {
    ports[name] = await freePort();
  }
  return ports;
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
