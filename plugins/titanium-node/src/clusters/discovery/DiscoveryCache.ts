import { LoggerService } from '@backstage/backend-plugin-api';
import { KnownResource } from '@titanium-portal/backstage-plugin-titanium-common';
import { ClusterClient } from '../types';
import { delay } from '../watches/timings';
import { discover } from './discovery';

const REFRESH_MS = 5 * 60_000;
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 60_000;

/** Keeps what each cluster serves, asked for in the background; the last answer stays when a cluster is away. @internal */
export class DiscoveryCache {
  private readonly known = new Map<string, readonly KnownResource[]>();
  private readonly end = new AbortController();

  constructor(private readonly logger: LoggerService) {}

  start(client: ClusterClient): void {
    this.refresh(client).catch(() => {});
  }

  resources(cluster: string): readonly KnownResource[] | undefined {
    return this.known.get(cluster);
  }

  stop(): void {
    this.end.abort();
  }

  private async refresh(client: ClusterClient): Promise<void> {
    const { signal } = this.end;
    let retry = FIRST_RETRY_MS;
    while (!signal.aborted) {
      try {
        this.known.set(client.cluster, await discover(client, signal));
        retry = FIRST_RETRY_MS;
        await delay(REFRESH_MS, signal);
      } catch (error) {
        if (signal.aborted) {
          return;
        }
        this.logger.debug(
          `Cannot discover the resources of cluster ${client.cluster}: ${
            (error as Error).message
          }`,
        );
        await delay(retry * (0.5 + Math.random() / 2), signal);
        retry = Math.min(retry * 2, LONGEST_RETRY_MS);
      }
    }
  }
}
