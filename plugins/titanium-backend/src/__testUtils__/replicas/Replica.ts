// Tests start what they stop and kill; nothing of the plugin does.
// eslint-disable-next-line no-restricted-imports
import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { mockCredentials } from '@backstage/backend-test-utils';
import { JsonObject } from '@backstage/types';
import { Plan, Run } from '@titanium-portal/backstage-plugin-titanium-common';
import { until } from '@titanium-portal/test-utils';
import { Person } from '../backend';

/** An answer of a back end. */
export interface Answer<T = any> {
  status: number;
  body: T;
}

/** A back end in a process of its own, which tests stop, continue and kill. */
export class Replica {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {}

  static async start(platform: string, config: JsonObject): Promise<Replica> {
    const { JEST_WORKER_ID: _, ...env } = process.env;
    const child = spawn(
      process.execPath,
      [
        '--require',
        createRequire(__filename).resolve(
          '@backstage/cli/config/nodeTransform.cjs',
        ),
        join(__dirname, 'main.ts'),
      ],
      {
        env: {
          ...env,
          LOG_LEVEL: 'error',
          TITANIUM_REPLICA: JSON.stringify({ platform, config }),
        },
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      },
    );
    let said = '';
    const listen = (chunk: Buffer) => {
      said = (said + chunk).slice(-4000);
    };
    child.stdout!.on('data', listen);
    child.stderr!.on('data', listen);
    const port = await new Promise<number>((resolve, reject) => {
      // Other parts of Backstage speak over this channel too.
      child.on('message', (message: { port?: number }) => {
        if (message?.port) resolve(message.port);
      });
      child.once('exit', () => reject(new Error(`It did not start: ${said}`)));
    });
    return new Replica(child, `http://127.0.0.1:${port}/api/titanium`);
  }

  /** Stands still in the middle of whatever it does, as a process that is swapped out. */
  pause() {
    this.child.kill('SIGSTOP');
  }

  resume() {
    this.child.kill('SIGCONT');
  }

  /** Gone at once, without a last word. */
  async kill(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const gone = once(this.child, 'exit');
      this.child.kill('SIGKILL');
      await gone;
    }
  }

  header(person: Person): string {
    return mockCredentials.user.header(`user:default/${person}`);
  }

  async get(person: Person, path: string): Promise<Answer> {
    return this.#ask(person, path);
  }

  async post(person: Person, path: string, body = {}): Promise<Answer> {
    return this.#ask(person, path, body);
  }

  async plan(
    person: Person,
    name: string,
    options: { action?: string; size?: number } = {},
  ): Promise<Plan> {
    const { action = 'fake.resize', size = 3 } = options;
    const input = { cluster: 'fake', namespace: 'prod', name, size };
    const { status, body } = await this.post(person, '/plans', {
      action: { id: action, input },
    });
    if (status !== 200) throw new Error(JSON.stringify(body));
    return body;
  }

  run(person: Person, plan: Plan, key = `key-${plan.id}`): Promise<Answer> {
    return this.post(person, '/runs', {
      planId: plan.id,
      idempotencyKey: key,
    });
  }

  approve(person: Person, { id, hash }: Plan): Promise<Answer> {
    return this.post(person, `/plans/${id}/approve`, { hash });
  }

  /** Waits until a run has ended; a database that is away meanwhile is no matter. */
  ended(id: string): Promise<Run> {
    return until(async () => {
      const { body } = await this.get('operator', `/runs/${id}`);
      return body?.endedAt ? (body as Run) : undefined;
    }, 30_000);
  }

  async #ask(person: Person, path: string, body?: object): Promise<Answer> {
    const response = await fetch(`${this.url}${path}`, {
      method: body ? 'POST' : 'GET',
      headers: {
        authorization: this.header(person),
        ...(body && { 'content-type': 'application/json' }),
      },
      body: body && JSON.stringify(body),
    });
    return { status: response.status, body: await response.json() };
  }
}
