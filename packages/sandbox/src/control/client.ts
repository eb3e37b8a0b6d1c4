import { InputError } from '@backstage/errors';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IncidentState } from '../world/incidents';
import { ControlAddress, SandboxStatus } from './server';

const PATIENCE_MS = 5000;

/** Talks to the sandbox that runs with a data directory. */
export class ControlClient {
  private constructor(private readonly address: ControlAddress) {}

  /** Undefined when no sandbox has left its address there. */
  static of(dataDir: string): ControlClient | undefined {
    try {
      const text = readFileSync(
        join(dataDir, 'sandbox', 'control.json'),
        'utf8',
      );
      return new ControlClient(JSON.parse(text));
    } catch {
      return undefined;
    }
  }

  status(): Promise<SandboxStatus> {
    return this.call('GET', 'status');
  }

  incidents(): Promise<IncidentState[]> {
    return this.call('GET', 'incidents');
  }

  start(name: string): Promise<IncidentState> {
    return this.call('POST', `incidents/${encodeURIComponent(name)}`);
  }

  stop(name: string): Promise<IncidentState> {
    return this.call('DELETE', `incidents/${encodeURIComponent(name)}`);
  }

  private async call<T>(method: string, path: string): Promise<T> {
    const response = await fetch(`${this.address.url}/${path}`, {
      method,
      headers: { Authorization: `Bearer ${this.address.token}` },
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const body = (await response.json()) as T & { error?: string };
    if (!response.ok) {
      throw new InputError(
        body.error ?? `The sandbox answered ${response.status}`,
      );
    }
    return body;
  }
}
