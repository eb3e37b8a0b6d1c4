import { VerifyUpdate } from '@titanium-portal/backstage-plugin-titanium-node';
import { FakePlatform, Thing, Write } from '../FakePlatform';
import type { Point } from './PlatformServer';

/** The platform of {@link PlatformServer}, from another process. */
export class RemotePlatform extends FakePlatform {
  constructor(private readonly url: string) {
    super();
    this.verify = (signal, name) => this.#watch(signal, name);
  }

  async look(namespace: string, name: string): Promise<Thing> {
    return this.#ask('look', { namespace, name });
  }

  async send(step: Write & { version: number | undefined }): Promise<boolean> {
    await this.#point('put', step);
    return this.#ask('send', step);
  }

  async poke(step: Write): Promise<void> {
    await this.#point('put', step);
    await this.#ask('poke', step);
  }

  async createJob(step: Write): Promise<boolean> {
    await this.#point('put', step);
    return this.#ask('createJob', step);
  }

  async hasJob(runId: string): Promise<boolean> {
    return this.#ask('hasJob', { runId });
  }

  async fence(namespace: string, name: string): Promise<void> {
    await this.#ask('fence', { namespace, name });
  }

  async *#watch(
    signal: AbortSignal,
    name: string,
  ): AsyncIterable<VerifyUpdate> {
    await this.#ask('verify', { name }, signal);
    yield { type: 'succeeded' };
  }

  async #point(point: Point, { name }: Write): Promise<void> {
    await this.#ask('point', { point, name });
  }

  async #ask<T>(what: string, body: object, signal?: AbortSignal): Promise<T> {
    const response = await fetch(`${this.url}/${what}`, {
      method: 'POST',
      body: JSON.stringify(body),
      signal,
    });
    return ((await response.json()) as { answer: T }).answer;
  }
}
