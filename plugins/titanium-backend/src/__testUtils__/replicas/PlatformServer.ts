import {
  createServer,
  IncomingMessage,
  Server,
  ServerResponse,
} from 'node:http';
import { AddressInfo } from 'node:net';
import { FakePlatform } from '../FakePlatform';

/**
 * Where a back end can be held: while it looks at a thing, between its last read and its write, between a write and its
 * answer, and while it watches.
 */
export type Point = 'look' | 'put' | 'answer' | 'verify';

/** A place where whoever comes waits until it is opened. */
export interface Hold {
  /** Somebody has come. */
  reached: Promise<void>;
  open(): void;
}

/** The fake platform for back ends in other processes: it counts what they write, and holds them where a test wants. */
export class PlatformServer {
  readonly platform = new FakePlatform();
  readonly #holds = new Map<
    string,
    { come: () => void; opened: Promise<void> }
  >();
  #server?: Server;

  async start(): Promise<string> {
    this.#server = createServer((req, res) => {
      this.#answer(req, res).catch(() => res.destroy());
    });
    await new Promise<void>(resolve => {
      this.#server!.listen(0, '127.0.0.1', resolve);
    });
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  async stop(): Promise<void> {
    this.#server?.closeAllConnections();
    await new Promise(resolve => {
      this.#server?.close(resolve);
    });
  }

  /** Holds everybody who comes to a point on a thing from now on, until it is opened. */
  hold(point: Point, name: string): Hold {
    let come = () => {};
    let open = () => {};
    const reached = new Promise<void>(resolve => {
      come = resolve;
    });
    const opened = new Promise<void>(resolve => {
      open = resolve;
    });
    const key = `${point} ${name}`;
    this.#holds.set(key, { come, opened });
    return {
      reached,
      open: () => {
        this.#holds.delete(key);
        open();
      },
    };
  }

  /** Writes of a run. */
  writesOf(runId: string): string[] {
    return this.platform.writes.filter(write => write.startsWith(runId));
  }

  async #pass(point: Point, name: string): Promise<void> {
    const hold = this.#holds.get(`${point} ${name}`);
    hold?.come();
    await hold?.opened;
  }

  async #answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk as Buffer);
    const step = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    const answer = await this.#do(req.url!.slice(1), step);
    res.setHeader('content-type', 'application/json');
    res.end(JSON.stringify({ answer }));
  }

  async #do(what: string, step: any): Promise<unknown> {
    const { platform } = this;
    const { namespace, name, runId } = step;
    switch (what) {
      case 'look':
        await this.#pass('look', name);
        return platform.get(namespace, name);
      case 'point':
        await this.#pass(step.point, name);
        return true;
      case 'send':
        return this.#written(name, platform.put(step));
      case 'poke':
        return this.#written(name, await platform.poke(step));
      case 'createJob':
        return this.#written(name, await platform.createJob(step));
      case 'hasJob':
        return platform.hasJob(runId);
      case 'fence':
        return platform.fence(namespace, name);
      case 'verify':
        await this.#pass('verify', name);
        return true;
      default:
        throw new Error(`Nobody asks for ${what}`);
    }
  }

  async #written<T>(name: string, result: T): Promise<T> {
    await this.#pass('answer', name);
    return result;
  }
}
