import { createServer, Server } from 'node:https';
import { IncomingMessage, ServerResponse } from 'node:http';
import { AddressInfo, Socket } from 'node:net';
import { ConfigReader } from '@backstage/config';
import { createCertificates } from './certificates';

export interface TestObject {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    namespace: string;
    uid: string;
    resourceVersion?: string;
    [field: string]: unknown;
  };
  [field: string]: unknown;
}

/** A pods collection behind TLS whose faults are switched by tests. Everything else of the API answers 404. */
export class ScriptedCluster {
  readonly requests: string[] = [];
  readonly headers: IncomingMessage['headers'][] = [];
  private readonly objects = new Map<string, TestObject>();
  private readonly history: { type: string; object: TestObject }[] = [];
  private readonly sockets = new Set<Socket>();
  private readonly watches = new Set<ServerResponse>();
  private version = 100;
  private oldest = 100;
  private server: Server | undefined;
  private port = 0;
  /** Accepts connections and never answers. */
  silent = false;
  /** Answers every collection request with this status. */
  refuse: number | undefined;
  /** Answers for other paths: status and JSON. */
  answers: Record<string, [number, unknown]> = {};

  private constructor(
    private readonly certificates: { ca: string; cert: string; key: string },
  ) {}

  static async start(): Promise<ScriptedCluster> {
    const cluster = new ScriptedCluster(await createCertificates());
    await cluster.listen();
    return cluster;
  }

  /** Configuration of a portal with this cluster, named `test`. */
  config(extra: object = {}): ConfigReader {
    return new ConfigReader({
      kubernetes: {
        clusterLocatorMethods: [
          {
            type: 'config',
            clusters: [
              {
                name: 'test',
                url: `https://127.0.0.1:${this.port}`,
                authProvider: 'serviceAccount',
                serviceAccountToken: 'reader-token',
                caData: Buffer.from(this.certificates.ca).toString('base64'),
              },
            ],
          },
        ],
      },
      ...extra,
    });
  }

  async listen(): Promise<void> {
    this.server = createServer(this.certificates, (req, res) =>
      this.handle(req, res),
    );
    this.server.on('connection', socket => {
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket));
    });
    await new Promise<void>((resolve, reject) => {
      this.server!.once('error', reject);
      this.server!.listen(this.port, '127.0.0.1', resolve);
    });
    this.port = (this.server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    const closed = new Promise(resolve => this.server?.close(resolve));
    this.sockets.forEach(socket => socket.destroy());
    await closed;
  }

  put(name: string, fields: object = {}): void {
    this.version += 1;
    const object: TestObject = {
      apiVersion: 'v1',
      kind: 'Pod',
      ...fields,
      metadata: {
        name,
        namespace: 'ns',
        uid: `uid-${name}`,
        resourceVersion: String(this.version),
        managedFields: [{ manager: 'test' }],
      },
    };
    const type = this.objects.has(name) ? 'MODIFIED' : 'ADDED';
    this.objects.set(name, object);
    this.record(type, object);
  }

  remove(name: string): void {
    const object = this.objects.get(name)!;
    this.objects.delete(name);
    this.version += 1;
    this.record('DELETED', {
      ...object,
      metadata: { ...object.metadata, resourceVersion: String(this.version) },
    });
  }

  bookmark(): void {
    this.send({
      type: 'BOOKMARK',
      object: { metadata: { resourceVersion: String(this.version) } },
    });
  }

  /** Forgets the history; open watches end with an ERROR event or just end. */
  expire(how: 'event' | 'status'): void {
    this.history.length = 0;
    this.version += 1;
    this.oldest = this.version;
    if (how === 'event') {
      this.send({
        type: 'ERROR',
        object: {
          kind: 'Status',
          code: 410,
          reason: 'Expired',
          message: 'too old resource version',
        },
      });
    }
    this.endWatches();
  }

  closeWatches(): void {
    this.endWatches();
  }

  /** Cuts open watches in the middle of an event. */
  dropMidLine(name: string): void {
    this.put(name);
    this.watches.forEach(res => {
      res.write('{"type":"MODIFIED","object":{"metadata":{"na');
      setImmediate(() => res.destroy());
    });
    this.watches.clear();
  }

  private endWatches(): void {
    this.watches.forEach(res => res.end());
    this.watches.clear();
  }

  get openWatches(): number {
    return this.watches.size;
  }

  private record(type: string, object: TestObject): void {
    this.history.push({ type, object });
    if (!this.silent) {
      this.send({ type, object });
    }
  }

  private send(event: unknown): void {
    const text = `${JSON.stringify(event)}\n`;
    // Chunk borders fall anywhere on real networks.
    const middle = Math.floor(text.length / 2);
    this.watches.forEach(res => {
      res.write(text.slice(0, middle));
      res.write(text.slice(middle));
    });
  }

  private handle(req: IncomingMessage, res: ServerResponse): void {
    const url = new URL(req.url!, 'https://cluster');
    this.requests.push(`${req.method} ${req.url}`);
    this.headers.push(req.headers);
    if (this.silent) {
      return;
    }
    const json = (status: number, body: unknown) => {
      res.writeHead(status, { 'content-type': 'application/json' });
      res.end(JSON.stringify(body));
    };
    const failure = (code: number, reason: string, message: string) =>
      json(code, { kind: 'Status', code, reason, message });
    if (url.pathname === '/version') {
      json(200, { major: '1' });
      return;
    }
    const answer = this.answers[url.pathname];
    if (answer) {
      json(...answer);
      return;
    }
    if (url.pathname !== '/api/v1/namespaces/ns/pods') {
      failure(
        404,
        'NotFound',
        'the server could not find the requested resource',
      );
      return;
    }
    if (this.refuse) {
      failure(this.refuse, 'Refused', `answers ${this.refuse} on purpose`);
      return;
    }
    if (url.searchParams.get('watch')) {
      this.watch(Number(url.searchParams.get('resourceVersion')), res, failure);
      return;
    }
    const all = [...this.objects.values()];
    const from = Number(url.searchParams.get('continue') ?? 0);
    const limit = Number(url.searchParams.get('limit') ?? all.length);
    json(200, {
      apiVersion: 'v1',
      kind: 'PodList',
      metadata: {
        resourceVersion: String(this.version),
        ...(from + limit < all.length && { continue: String(from + limit) }),
      },
      items: all
        .slice(from, from + limit)
        .map(({ apiVersion: _a, kind: _k, ...item }) => item),
    });
  }

  private watch(
    since: number,
    res: ServerResponse,
    failure: (code: number, reason: string, message: string) => void,
  ): void {
    if (since < this.oldest) {
      failure(410, 'Expired', 'too old resource version');
      return;
    }
    res.writeHead(200, { 'content-type': 'application/json' });
    res.flushHeaders();
    for (const event of this.history) {
      if (Number(event.object.metadata.resourceVersion) > since) {
        res.write(`${JSON.stringify(event)}\n`);
      }
    }
    this.watches.add(res);
    res.on('close', () => this.watches.delete(res));
  }
}
