import {
  createCertificateAuthority,
  issueServerCertificate,
} from '@titanium-portal/sandbox';
import https from 'node:https';
import { AddressInfo } from 'node:net';

/** What went through since the last reset. */
export interface Traffic {
  /** All but renewals. */
  requests: number;
  /** Watches of what was watched before: each ends after some minutes and is opened again, whoever looks. */
  renewals: number;
  bytes: number;
}

/**
 * A door in front of the sandbox's Kubernetes API that counts requests and body bytes, so that both sides of a
 * comparison are counted by the same means, outside both. It has an authority of its own: clusters are spoken to over
 * TLS only.
 */
export async function startCountingProxy(target: string, ca: string) {
  const upstream = new URL(target);
  const agent = new https.Agent({ ca, keepAlive: true });
  const none = (): Traffic => ({ requests: 0, renewals: 0, bytes: 0 });
  let traffic = none();
  const watched = new Set<string>();
  const authority = await createCertificateAuthority();
  const certificate = await issueServerCertificate(authority, ['127.0.0.1']);
  const server = https.createServer(certificate, (request, response) => {
    const url = new URL(request.url ?? '/', upstream);
    if (url.searchParams.has('watch') && watched.has(url.pathname)) {
      traffic.renewals += 1;
    } else {
      traffic.requests += 1;
      if (url.searchParams.has('watch')) {
        watched.add(url.pathname);
      }
    }
    const forwarded = https.request(
      {
        host: upstream.hostname,
        port: upstream.port,
        path: request.url,
        method: request.method,
        headers: { ...request.headers, host: upstream.host },
        agent,
      },
      answer => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.on('data', (chunk: Buffer) => {
          traffic.bytes += chunk.length;
        });
        answer.pipe(response);
      },
    );
    forwarded.on('error', () => response.destroy());
    response.on('close', () => forwarded.destroy());
    request.pipe(forwarded);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    caData: Buffer.from(authority.certificate).toString('base64'),
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    traffic: () => ({ ...traffic }),
    reset: () => {
      traffic = none();
    },
    close: () => {
      server.closeAllConnections();
      server.close();
      agent.destroy();
    },
  };
}
