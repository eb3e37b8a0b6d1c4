import { ChildProcess, execFile, spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';

/** Where `npm test` unpacks Debian's package. */
const TOOLCHAIN = resolve(
  __dirname,
  '../../../../../../.toolchain/prometheus/usr/bin',
);

/** A program of Prometheus: in `TITANIUM_TEST_PROMETHEUS_BIN`, on PATH, or in `.toolchain`. */
export function findProgram(
  name: 'prometheus' | 'promtool',
): string | undefined {
  const directories = [
    process.env.TITANIUM_TEST_PROMETHEUS_BIN,
    ...(process.env.PATH ?? '').split(delimiter),
    TOOLCHAIN,
  ];
  return directories
    .filter(directory => directory)
    .map(directory => join(directory!, name))
    .find(file => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

/**
 * A suite that needs a program: where there is none, it is skipped, and its title says what to do. `title` is to be
 * called with the suite's own.
 */
export function suiteWith(name: 'prometheus' | 'promtool'): {
  program: string;
  suite: jest.Describe;
  title(own: string): string;
} {
  const program = findProgram(name);
  return program
    ? { program, suite: describe, title: own => own }
    : {
        program: '',
        suite: describe.skip,
        title: own =>
          `${own} (no ${name} on PATH: apt-get install prometheus, or name its directory in TITANIUM_TEST_PROMETHEUS_BIN)`,
      };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(done => {
    server.listen(0, '127.0.0.1', done);
  });
  const address = server.address();
  await new Promise(done => {
    server.close(done);
  });
  return typeof address === 'object' && address ? address.port : 0;
}

async function answers(url: string, child: ChildProcess): Promise<void> {
  const deadline = performance.now() + 30_000;
  while (performance.now() < deadline && child.exitCode === null) {
    const isReady = await fetch(`${url}/-/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) {
      return;
    }
    await new Promise(done => {
      setTimeout(done, 25);
    });
  }
  throw new Error('Prometheus did not start');
}

/** Starts the real server, empty and without targets, ready to be written to. */
export async function startPrometheus(
  program: string,
): Promise<{ url: string; stop(): Promise<void> }> {
  const directory = await mkdtemp(join(tmpdir(), 'titanium-prometheus-'));
  const config = join(directory, 'prometheus.yml');
  await writeFile(config, 'global:\n  evaluation_interval: 15s\n');
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(
    program,
    [
      `--config.file=${config}`,
      `--storage.tsdb.path=${join(directory, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--web.enable-remote-write-receiver',
      '--log.level=error',
    ],
    { stdio: 'ignore' },
  );
  const stop = async () => {
    const isOver = new Promise(done => {
      child.once('exit', done);
    });
    if (child.exitCode === null && child.kill('SIGKILL')) {
      await isOver;
    }
    await rm(directory, { recursive: true, force: true });
  };
  try {
    await answers(url, child);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, stop };
}

export interface Output {
  code: number;
  stdout: string;
  stderr: string;
}

export function runProgram(program: string, args: string[]): Promise<Output> {
  return new Promise(done => {
    execFile(program, args, { timeout: 60_000 }, (error, stdout, stderr) =>
      done({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
  });
}
