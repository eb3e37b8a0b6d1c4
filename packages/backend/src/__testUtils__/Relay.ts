import {
  createServer,
  IncomingHttpHeaders,
  IncomingMessage,
  RequestListener,
  Server,
} from 'node:http';
import { createServer as createTlsServer, request } from 'node:https';
import { AddressInfo } from 'node:net';
import {
  createCertificateAuthority,
  issueServerCertificate,
} from '@titanium-portal/sandbox';

/** A request as it reached a platform. */
export interface SeenRequest {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** Stands where a platform is said to be, and keeps every request that comes. */
export class Relay {
  readonly seen: SeenRequest[] = [];
  url = '';
  /** PEM text of the authority behind its certificate, when it speaks TLS. */
  ca = '';
  #server!: Server;

  /** Passes everything on to a platform behind TLS, and speaks TLS itself. */
  static async to(target: string, ca: string): Promise<Relay> {
    const authority = await createCertificateAuthority();
    const relay = new Relay();
    relay.ca = authority.certificate;
    relay.#server = createTlsServer(
      await issueServerCertificate(authority, ['127.0.0.1', 'localhost']),
      relay.#keeping((incoming, outgoing) => {
        const { method, url = '/', headers } = incoming;
        const onward = request(
          new URL(url, target),
          { ca, method, headers: { ...headers, host: new URL(target).host } },
          answer => {
            outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
            outgoing.flushHeaders();
            answer.pipe(outgoing);
          },
        );
        onward.on('error', () => outgoing.destroy());
        outgoing.on('close', () => onward.destroy());
        incoming.pipe(onward);
      }),
    );
    return relay.#listen('https');
  }

  /** Answers by itself. */
  static async start(answer: RequestListener): Promise<Relay> {
    const relay = new Relay();
    relay.#server = createServer(relay.#keeping(answer));
    return relay.#listen('http');
  }

  /** What would have changed something: neither reading, nor a dry run, nor a question about rights. */
  get writes(): SeenRequest[] {
    return this.seen.filter(
      ({ method, url, body }) =>
        method !== 'GET' &&
        !/[?&]dryRun=All/.test(url) &&
        !body.includes('"dryRun":["All"]') &&
        !url.includes('/authorization.k8s.io/'),
    );
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(done => {
      this.#server.close(done);
    });
  }

  #keeping(answer: RequestListener): RequestListener {
    return (incoming: IncomingMessage, outgoing) => {
      const { method = '', url = '', headers } = incoming;
      const seen = { method, url, headers, body: '' };
      this.seen.push(seen);
      incoming.on('data', chunk => {
        seen.body += chunk;
      });
      answer(incoming, outgoing);
    };
  }

  async #listen(scheme: string): Promise<this> {
    await new Promise<void>(done => {
      this.#server.listen(0, '127.0.0.1', done);
    });
    const { port } = this.#server.address() as AddressInfo;
    this.url = `${scheme}://127.0.0.1:${port}`;
    return this;
  }
}
