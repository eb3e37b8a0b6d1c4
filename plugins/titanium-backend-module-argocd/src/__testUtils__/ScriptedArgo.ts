import {
  createServer,
  IncomingMessage,
  Server,
  ServerResponse,
} from 'node:http';
import { AddressInfo } from 'node:net';
import { Application, Operation, SyncWindows } from '../client/types';
import {
  deployment,
  imageOf,
  managedObjects,
  NEWEST,
  treeOf,
} from './argoObjects';

/** What a test makes the server answer instead. */
export interface Fault {
  status: number;
  body: unknown;
  /** How often; always without. */
  times?: number;
  /** The body as it is, in place of `body`. */
  text?: string;
  /** Breaks the connection off in the middle of the body. */
  truncated?: boolean;
  /** Leaves the request without an answer. */
  hang?: boolean;
  /** Does what was asked for, and loses the answer. */
  afterwards?: boolean;
}

interface Refusal {
  status: number;
  code: number;
  message: string;
}

function refusal(status: number, code: number, message: string): Refusal {
  return { status, code, message };
}

/** Argo CD's API as scripts of tests need it: answers, refuses and changes as they say. */
export class ScriptedArgo {
  readonly apps = new Map<string, Application>();
  readonly requests: { method: string; url: string; body: any }[] = [];
  readonly faults = new Map<RegExp, Fault>();
  windows: SyncWindows = {};
  /** Rights that the account lacks. */
  denied: string[] = [];
  applicationSets: Record<string, object> = {};
  /** Revision whose objects and pods run. */
  running = NEWEST;
  podReady = true;
  podMessage: string | undefined;
  /** Holds operations where they are until `finish`. */
  holdOperations = false;
  streams = new Set<ServerResponse>();
  private version = 1;
  private clock = Date.parse('2030-01-01T01:00:00Z');
  private server: Server | undefined;

  async start(): Promise<string> {
    this.server = createServer((request, response) => {
      this.serve(request, response).catch(error => response.destroy(error));
    });
    await new Promise<void>(done => {
      this.server!.listen(0, '127.0.0.1', done);
    });
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise(done => {
      this.server?.close(done);
    });
  }

  count(method: string, path: RegExp): number {
    return this.requests.filter(
      request => request.method === method && path.test(request.url),
    ).length;
  }

  /** Cuts all watches. */
  cut(): void {
    this.streams.forEach(stream => stream.destroy());
  }

  change(name: string, edit: (app: Application) => void): void {
    const app = this.apps.get(name)!;
    edit(app);
    this.version += 1;
    app.metadata.resourceVersion = String(this.version);
    this.emit('MODIFIED', app);
  }

  remove(name: string): void {
    const app = this.apps.get(name)!;
    this.apps.delete(name);
    this.emit('DELETED', app);
  }

  time(): string {
    this.clock += 1000;
    return new Date(this.clock).toISOString().replace('.000', '');
  }

  /** Begins the operation asked for. */
  work(name: string, message = 'waiting for completion'): void {
    this.change(name, app => {
      app.status!.operationState = {
        operation: app.operation,
        phase: 'Running',
        message,
        startedAt: this.time(),
        syncResult: { revision: app.operation?.sync?.revision },
      };
    });
  }

  /** Takes the operation asked for to its end. */
  finish(
    name: string,
    phase: 'Succeeded' | 'Failed' = 'Succeeded',
    message = 'done',
  ): void {
    this.change(name, app => {
      const { operation } = app;
      delete app.operation;
      const revision = operation?.sync?.revision ?? '';
      const startedAt = app.status!.operationState?.startedAt ?? this.time();
      app.status!.operationState = {
        operation,
        phase,
        message,
        startedAt,
        finishedAt: this.time(),
        syncResult: { revision, resources: [] },
      };
      if (phase === 'Succeeded' && !operation?.sync?.dryRun) {
        const id =
          Math.max(...app.status!.history!.map(entry => entry.id!)) + 1;
        app.status!.history!.push({
          id,
          revision,
          source: app.spec.source,
          deployedAt: this.time(),
          initiatedBy: { username: 'titanium' },
        });
        this.running = revision;
        app.status!.sync!.status = revision === NEWEST ? 'Synced' : 'OutOfSync';
        app.status!.summary = { images: [imageOf(revision)] };
      }
      app.status!.reconciledAt = this.time();
    });
    this.autoSync(name);
  }

  /** Automatic sync brings the newest commit when it is on. */
  private autoSync(name: string): void {
    const app = this.apps.get(name)!;
    const automated = app.spec.syncPolicy?.automated;
    const last = app.status!.history!.at(-1)!;
    if (automated && automated.enabled !== false && last.revision !== NEWEST) {
      this.begin(name, {
        sync: { revision: NEWEST },
        initiatedBy: { automated: true },
      });
    }
  }

  private begin(name: string, operation: Operation): void {
    this.change(name, app => {
      app.operation = operation;
      app.status!.operationState = null;
    });
    if (!this.holdOperations) {
      setTimeout(() => this.work(name), 10);
      setTimeout(() => this.finish(name), 30);
    }
  }

  private emit(type: string, application: Application): void {
    const line = `data: ${JSON.stringify({
      result: { type, application },
    })}\n\n`;
    this.streams.forEach(stream => stream.write(line));
  }

  private faultFor(url: string): Fault | undefined {
    const found = [...this.faults].find(([pattern]) => pattern.test(url));
    if (!found) {
      return undefined;
    }
    const [pattern, fault] = found;
    if (fault.times !== undefined) {
      fault.times -= 1;
      if (fault.times <= 0) {
        this.faults.delete(pattern);
      }
    }
    return fault;
  }

  private async serve(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) {
      parts.push(part as Buffer);
    }
    const text = Buffer.concat(parts).toString();
    const { method = 'GET', url = '' } = request;
    const body = text ? JSON.parse(text) : undefined;
    this.requests.push({ method, url, body });
    const send = (status: number, answer: unknown) => {
      response.writeHead(status, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify(answer));
    };
    const fault = this.faultFor(`${method} ${url}`);
    if (fault?.afterwards) {
      this.answer(method, new URL(url, 'http://argo'), body);
    }
    if (fault?.hang) {
      return;
    }
    if (fault) {
      if (fault.status === 0) {
        response.destroy();
      } else if (fault.text !== undefined || fault.truncated) {
        const whole = fault.text ?? JSON.stringify(fault.body);
        response.writeHead(fault.status, {
          'Content-Length': String(whole.length),
        });
        const part = fault.truncated ? whole.length / 2 : whole.length;
        response.write(whole.slice(0, part), () =>
          fault.truncated ? response.destroy() : response.end(),
        );
      } else {
        send(fault.status, fault.body);
      }
      return;
    }
    if (request.headers.authorization !== 'Bearer argo-token') {
      send(401, {
        error: 'no session',
        code: 16,
        message: 'no session information',
      });
      return;
    }
    const address = new URL(url, 'http://argo');
    const { pathname } = address;
    if (pathname === '/api/v1/stream/applications') {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      response.flushHeaders();
      this.streams.add(response);
      response.on('close', () => this.streams.delete(response));
      return;
    }
    const answer = this.answer(method, address, body);
    const { status, message, code } = answer as Refusal;
    if (status && code) {
      send(status, { error: message, code, message });
    } else {
      send(200, answer);
    }
  }

  private answer(method: string, address: URL, body: any): unknown {
    const { pathname: path, searchParams } = address;
    if (path === '/api/v1/applications') {
      return {
        metadata: { resourceVersion: String(this.version) },
        items: [...this.apps.values()],
      };
    }
    const right = /^\/api\/v1\/account\/can-i\/applications\/(\w+)\//.exec(
      path,
    );
    if (right) {
      return { value: this.denied.includes(right[1]) ? 'no' : 'yes' };
    }
    const set = /^\/api\/v1\/applicationsets\/([^/]+)$/.exec(path);
    if (set) {
      return this.applicationSets[set[1]] ?? refusal(404, 5, 'not found');
    }
    const match = /^\/api\/v1\/applications\/([^/]+)(\/.*)?$/.exec(path);
    const app = match && this.apps.get(match[1]);
    if (!match || !app) {
      return refusal(403, 7, 'permission denied');
    }
    if (match[2] === '/manifests') {
      const revision = searchParams.get('revision') ?? '';
      return { manifests: [JSON.stringify(deployment(match[1], revision))] };
    }
    return this.appAnswer(method, app, match[2] ?? '', body);
  }

  private appAnswer(
    method: string,
    app: Application,
    rest: string,
    body: any,
  ): unknown {
    const { name } = app.metadata;
    const metadata = /^\/revisions\/(\w+)\/metadata$/.exec(rest);
    if (metadata) {
      return {
        author: 'Kim Minji <kim@example.org>',
        date: '2030-01-01T00:00:00Z',
        message: `change ${metadata[1].slice(0, 3)}\n\nbody`,
      };
    }
    switch (`${method} ${rest}`) {
      case 'GET ':
        return app;
      case 'PATCH ': {
        const { automated } = JSON.parse(body.patch).spec.syncPolicy;
        this.change(name, live => {
          const policy = { ...live.spec.syncPolicy?.automated, ...automated };
          Object.keys(policy).forEach(key => {
            if (policy[key] === null) {
              delete policy[key];
            }
          });
          live.spec.syncPolicy = automated ? { automated: policy } : {};
        });
        this.autoSync(name);
        return app;
      }
      case 'GET /resource-tree':
        return treeOf(name, this);
      case 'GET /syncwindows':
        return this.windows;
      case 'GET /managed-resources':
        return { items: managedObjects(name, this.running) };
      case 'POST /rollback':
        return this.rollback(app, body);
      case 'POST /sync':
        return this.sync(app, body);
      case 'DELETE /operation':
        if (!app.operation) {
          return refusal(
            400,
            3,
            'Unable to terminate operation. No operation is in progress',
          );
        }
        this.finish(name, 'Failed', 'Operation terminated');
        return {};
      default:
        return refusal(404, 5, 'not found');
    }
  }

  private rollback(app: Application, body: any): unknown {
    const entry = app.status?.history?.find(({ id }) => id === body.id);
    const { automated } = app.spec.syncPolicy ?? {};
    if (automated && automated.enabled !== false) {
      return refusal(
        400,
        9,
        'rollback cannot be initiated when auto-sync is enabled',
      );
    }
    if (!entry) {
      return refusal(
        400,
        3,
        `application argocd/${app.metadata.name} does not have deployment with id ${body.id}`,
      );
    }
    if (app.operation) {
      return refusal(
        400,
        9,
        'error setting app operation: another operation is already in progress',
      );
    }
    this.begin(app.metadata.name, {
      sync: {
        revision: entry.revision,
        source: entry.source,
        syncStrategy: { apply: {} },
      },
      initiatedBy: { username: 'titanium' },
    });
    return app;
  }

  private sync(app: Application, body: any): unknown {
    if (app.operation) {
      return refusal(400, 9, 'another operation is already in progress');
    }
    this.begin(app.metadata.name, {
      sync: {
        revision: body.revision ?? NEWEST,
        prune: body.prune,
        dryRun: body.dryRun,
        resources: body.resources,
      },
      initiatedBy: { username: 'titanium' },
    });
    return app;
  }
}
