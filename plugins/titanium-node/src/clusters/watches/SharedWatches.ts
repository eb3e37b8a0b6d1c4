import { LoggerService } from '@backstage/backend-plugin-api';
import type { KubernetesObject } from '@kubernetes/client-node';
import { HttpClusterClient } from '../client/HttpClusterClient';
import { kubernetesPath } from '../kubernetesPath';
import { ClusterWatches, ResourcePath, WatchUpdate } from '../types';
import { CollectionWatch } from './CollectionWatch';
import { Pulse } from './Pulse';
import { WatchTimings } from './timings';

/** Keeps one watch for each collection that somebody follows. @internal */
export class SharedWatches implements ClusterWatches {
  private readonly watches = new Map<string, CollectionWatch<any>>();
  private readonly pulses = new Map<string, Pulse>();

  constructor(
    private readonly client: (cluster: string) => HttpClusterClient,
    private readonly timings: WatchTimings,
    private readonly logger: LoggerService,
  ) {}

  /** Collections being watched now. */
  get size(): number {
    return this.watches.size;
  }

  follow<T extends KubernetesObject = KubernetesObject>(
    cluster: string,
    path: ResourcePath,
    options: { signal: AbortSignal },
  ): AsyncGenerator<WatchUpdate<T>[]> {
    const key = `${cluster} ${kubernetesPath(path)}`;
    let watch = this.watches.get(key) as CollectionWatch<T> | undefined;
    if (!watch) {
      const client = this.client(cluster);
      watch = new CollectionWatch<T>({
        client,
        path,
        timings: this.timings,
        pulse: this.pulse(cluster, client),
        logger: this.logger.child({ cluster }),
        onEnd: () => {
          if (this.watches.get(key) === watch) {
            this.watches.delete(key);
          }
        },
      });
      this.watches.set(key, watch);
    }
    return watch.follow(options.signal);
  }

  stop(): void {
    this.watches.forEach(watch => watch.stop());
  }

  private pulse(cluster: string, client: HttpClusterClient): Pulse {
    let pulse = this.pulses.get(cluster);
    if (!pulse) {
      pulse = new Pulse(
        (timeoutMs, signal) => client.probe(timeoutMs, signal),
        this.timings,
      );
      this.pulses.set(cluster, pulse);
    }
    return pulse;
  }
}
