import { createServer, Server } from 'node:https';
import { AddressInfo, Socket } from 'node:net';
import { World } from '../../world/types';
import { TokenAuthenticator } from '../auth/authenticate';
import { Authorizer } from '../auth/authorize';
import { RoleResolver } from '../auth/rbac';
import { Registry } from '../resources/registry';
import { seedFoundation } from '../seed';
import { CertificateAuthority, issueServerCertificate } from '../tls/authority';
import { WatchHubs } from '../watch/hub';
import { ApiState } from './call';
import { createHandler } from './handler';

/** What {@link createKubernetesApi} is made of. */
export interface KubernetesApiOptions {
  world: World;
  /** Signs the server's certificate; clients trust its certificate. */
  authority: CertificateAuthority;
  /** One bearer token per user name: `reader`, `actor`, `admin`, `system:serviceaccount:<namespace>:<name>`. */
  tokens: Readonly<Record<string, string>>;
  /** Address to listen on. Default `127.0.0.1`. */
  host?: string;
  /** Wall milliseconds between the bookmarks of a watch. Default one minute. */
  bookmarkIntervalMs?: number;
}

/** The API server of a World. */
export interface KubernetesApi {
  /** Listens on a port (0: any free one) and returns the address, `https://127.0.0.1:<port>`. */
  listen(port: number): Promise<string>;
  /** Cuts all connections and stops listening. */
  close(): Promise<void>;
}

async function listen(server: Server, port: number, host: string) {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const { port: actual } = server.address() as AddressInfo;
  return `https://${host}:${actual}`;
}

/** Makes the API server of a World; it answers once it listens. */
export function createKubernetesApi(
  options: KubernetesApiOptions,
): KubernetesApi {
  const { world, authority, tokens, host = '127.0.0.1' } = options;
  let server: Server | undefined;
  let stop = () => {};

  return {
    async listen(port) {
      seedFoundation(world.store);
      const registry = new Registry(world.store);
      const roles = new RoleResolver(world.store);
      stop = () => {
        roles.close();
        registry.close();
      };
      const certificate = await issueServerCertificate(authority, [
        'localhost',
        'kubernetes',
        'kubernetes.default.svc',
        '127.0.0.1',
        '::1',
        ...(host === '127.0.0.1' ? [] : [host]),
      ]);
      const api: ApiState = {
        world,
        registry,
        authenticator: new TokenAuthenticator(tokens),
        authorizer: new Authorizer(roles),
        hubs: new WatchHubs(world.store),
        url: '',
        bookmarkIntervalMs: options.bookmarkIntervalMs ?? 60_000,
      };
      server = createServer(
        {
          ...certificate,
          ALPNProtocols: ['http/1.1'],
          keepAliveTimeout: 90_000,
          // A watch is a response without end; the request itself is read at once.
          requestTimeout: 60_000,
        },
        createHandler(api),
      );
      server.on('connection', (socket: Socket) => socket.setNoDelay(true));
      api.url = await listen(server, port, host);
      return api.url;
    },

    async close() {
      stop();
      const closing = server;
      server = undefined;
      if (closing) {
        await new Promise<void>(resolve => {
          closing.close(() => resolve());
          closing.closeAllConnections();
        });
      }
    },
  };
}
