import { once } from 'node:events';
import { createServer, get } from 'node:http';
import { AddressInfo } from 'node:net';
import { mockServices } from '@backstage/backend-test-utils';
import { closeConnectionsOnShutdown } from './promptShutdown';

it('lets no long poll keep the server open', async () => {
  const asked: unknown[] = [];
  const server = createServer(request => asked.push(request));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const poll = get({ host: '127.0.0.1', port });
  const broken = once(poll, 'error').catch(error => error);
  await once(server, 'request');

  const lifecycle = mockServices.lifecycle.mock();
  closeConnectionsOnShutdown(lifecycle, server);
  const [[hook]] = lifecycle.addShutdownHook.mock.calls;
  await hook();
  server.close();
  await once(server, 'close');
  await broken;
  expect(asked).toHaveLength(1);
});
