// Tests start what they stop and kill; nothing of the plugin does.
// eslint-disable-next-line no-restricted-imports
import { ChildProcess, spawn, SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdtemp, rm } from 'node:fs/promises';
import { AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Knex from 'knex';
import { until } from '@titanium-portal/test-utils';

/** The directory of `initdb` and `postgres`; tests that need them are skipped without. */
export const postgresBin = process.env.TITANIUM_TEST_POSTGRES_BIN;

/** PostgreSQL refuses to run as root, rightly. */
const NOBODY = 65_534;

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>(resolve => {
    probe.listen(0, '127.0.0.1', resolve);
  });
  const { port } = probe.address() as AddressInfo;
  await new Promise(resolve => {
    probe.close(resolve);
  });
  return port;
}

/** A real PostgreSQL of a test's own, on loopback, with its data in a temporary directory. */
export class Postgres {
  #child?: ChildProcess;
  #said = '';

  private constructor(
    private readonly directory: string,
    private readonly port: number,
  ) {}

  static async start(): Promise<Postgres> {
    const directory = await mkdtemp(join(tmpdir(), 'titanium-postgres-'));
    const postgres = new Postgres(directory, await freePort());
    if (process.getuid?.() === 0) {
      await chown(directory, NOBODY, NOBODY);
      await chmod(directory, 0o700);
    }
    const child = postgres.#spawn('initdb', [
      ...['-D', postgres.#data, '-U', 'postgres', '--auth=trust'],
      ...['-E', 'UTF8', '--locale=C', '--no-sync'],
    ]);
    const [code] = await once(child, 'exit');
    if (code !== 0) throw new Error(`initdb failed: ${postgres.#said}`);
    await postgres.resume();
    return postgres;
  }

  get connection(): string {
    return `postgres://postgres@127.0.0.1:${this.port}/postgres`;
  }

  /** Starts the server again on the same data. */
  async resume(): Promise<void> {
    const settings = [
      `port=${this.port}`,
      'listen_addresses=127.0.0.1',
      'unix_socket_directories=',
      'max_connections=200',
      // What is written survives the server, not the machine.
      'fsync=off',
    ];
    this.#child = this.#spawn('postgres', [
      ...['-D', this.#data],
      ...settings.flatMap(setting => ['-c', setting]),
    ]);
    const knex = Knex({ client: 'pg', connection: this.connection });
    try {
      await until(async () => {
        if (this.#child?.exitCode !== null) {
          throw new Error(`postgres did not start: ${this.#said}`);
        }
        return knex.raw('select 1').catch(() => undefined);
      }, 30_000);
    } finally {
      await knex.destroy();
    }
  }

  /** `fast` ends every session; `immediate` is a crash. */
  async stop(how: 'fast' | 'immediate' = 'fast'): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(how === 'fast' ? 'SIGINT' : 'SIGQUIT');
    await gone;
  }

  async destroy(): Promise<void> {
    await this.stop('immediate');
    await rm(this.directory, { recursive: true, force: true });
  }

  get #data(): string {
    return join(this.directory, 'data');
  }

  #spawn(program: string, args: string[]): ChildProcess {
    const options: SpawnOptions = {
      cwd: this.directory,
      env: { PATH: process.env.PATH, LC_ALL: 'C' },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(process.getuid?.() === 0 && { uid: NOBODY, gid: NOBODY }),
    };
    const child = spawn(join(postgresBin!, program), args, options);
    const listen = (chunk: Buffer) => {
      this.#said = (this.#said + chunk).slice(-4000);
    };
    child.stdout!.on('data', listen);
    child.stderr!.on('data', listen);
    const kill = () => child.kill('SIGQUIT');
    process.once('exit', kill);
    child.once('exit', () => process.off('exit', kill));
    return child;
  }
}
