import { LifecycleService } from '@backstage/backend-plugin-api';
import { rootHttpRouterServiceFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { Server } from 'node:http';

/** How long requests that are under way may take to end once all plugins have stopped. */
const GRACE_MS = 500;

/**
 * Closes what is still open a moment after the plugins have stopped. Without it the server waits for the long polls by which
 * the back end asks itself for events, about a minute each, and is killed before it has ended.
 */
export function closeConnectionsOnShutdown(
  lifecycle: LifecycleService,
  server: Pick<Server, 'closeAllConnections'>,
): void {
  lifecycle.addShutdownHook(() => {
    setTimeout(() => server.closeAllConnections(), GRACE_MS);
  });
}

/** The HTTP server of Backstage, which stops promptly. */
export default rootHttpRouterServiceFactory({
  configure({ applyDefaults, lifecycle, server }) {
    applyDefaults();
    closeConnectionsOnShutdown(lifecycle, server);
  },
});
