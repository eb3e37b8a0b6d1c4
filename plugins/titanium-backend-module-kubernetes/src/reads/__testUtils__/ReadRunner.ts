import { request } from 'node:https';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import {
  createTitaniumClusters,
  Read,
  ReadTarget,
  TitaniumClusters,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { until } from '@titanium-portal/test-utils';
import { startTestSandbox, TestSandbox } from '../../__testUtils__/sandbox';
import { createReads } from '..';

/** Answers reads against a sandbox of its own, as the core does, without its authorization. */
export class ReadRunner {
  private readonly context = {
    signal: new AbortController().signal,
    logger: mockServices.logger.mock(),
    requester: 'user:default/somebody',
  };

  private constructor(
    readonly platform: TestSandbox,
    readonly clusters: TitaniumClusters & { stop(): Promise<void> },
  ) {}

  static async start(): Promise<ReadRunner> {
    const platform = await startTestSandbox();
    const clusters = createTitaniumClusters(new ConfigReader(platform.config), {
      logger: mockServices.logger.mock(),
    });
    await until(() => clusters.resources('titanium'));
    return new ReadRunner(platform, clusters);
  }

  async stop(): Promise<void> {
    await this.clusters.stop();
    await this.platform.stop();
  }

  read(id: string): Read {
    return createReads(this.clusters).find(read => read.id === id)!;
  }

  isValid(id: string, input: JsonObject): boolean {
    return this.read(id).input.safeParse(input).success;
  }

  target(id: string, input: JsonObject): Promise<ReadTarget> {
    const read = this.read(id);
    return read.target(read.input.parse(input), this.context);
  }

  async ask(id: string, input: JsonObject): Promise<any> {
    const read = this.read(id);
    const value = read.input.parse(input);
    await read.target(value, this.context);
    return read.run(value, this.context);
  }

  command(id: string, input: JsonObject): string {
    const read = this.read(id);
    return read.toCommand(read.input.parse(input));
  }

  /** Writes an object as the admin. */
  write(method: 'POST' | 'PATCH', path: string, body: object): Promise<void> {
    const { urls, tokens, ca } = this.platform.sandbox;
    return new Promise((resolve, reject) => {
      const outgoing = request(
        `${urls.kubernetes}${path}`,
        {
          method,
          ca,
          headers: {
            authorization: `Bearer ${tokens.admin}`,
            'content-type':
              method === 'POST'
                ? 'application/json'
                : 'application/merge-patch+json',
          },
        },
        response => {
          response.resume();
          response.on('end', () =>
            response.statusCode! < 300
              ? resolve()
              : reject(new Error(`${path} answered ${response.statusCode}`)),
          );
        },
      );
      outgoing.on('error', reject);
      outgoing.end(JSON.stringify(body));
    });
  }
}
