import { LoggerService } from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import { HttpClusterClient } from './client/HttpClusterClient';
import {
  ClusterTransport,
  DEFAULT_LIMITS,
  TransportLimits,
} from './client/transport';
import { ClusterConfig, readClusters } from './config';
import { DiscoveryCache } from './discovery/DiscoveryCache';
import { ClusterClient, ClusterWatches, TitaniumClusters } from './types';
import { SharedWatches } from './watches/SharedWatches';
import { DEFAULT_TIMINGS, WatchTimings } from './watches/timings';

/** @internal */
export interface DefaultTitaniumClustersOptions {
  logger: LoggerService;
  timings?: Partial<WatchTimings>;
  limits?: Partial<TransportLimits>;
}

interface Entry {
  transport: ClusterTransport;
  reader: HttpClusterClient;
  actor: HttpClusterClient | undefined;
}

/** Clients, watches and discovery of the configured clusters. @internal */
export class DefaultTitaniumClusters implements TitaniumClusters {
  readonly watches: ClusterWatches & { readonly size: number };
  private readonly entries: ReadonlyMap<string, Entry>;
  private readonly discovery: DiscoveryCache;
  private readonly shared: SharedWatches;

  static fromConfig(
    config: Config,
    options: DefaultTitaniumClustersOptions,
  ): DefaultTitaniumClusters {
    return new DefaultTitaniumClusters(readClusters(config), options);
  }

  constructor(
    clusters: ClusterConfig[],
    options: DefaultTitaniumClustersOptions,
  ) {
    const limits = { ...DEFAULT_LIMITS, ...options.limits };
    this.entries = new Map(
      clusters.map(cluster => {
        const transport = new ClusterTransport(cluster, limits);
        return [
          cluster.name,
          {
            transport,
            reader: new HttpClusterClient(transport, cluster.readerToken),
            actor:
              cluster.actorToken === undefined
                ? undefined
                : new HttpClusterClient(transport, cluster.actorToken),
          },
        ];
      }),
    );
    this.shared = new SharedWatches(
      cluster => this.entry(cluster).reader,
      { ...DEFAULT_TIMINGS, ...options.timings },
      options.logger,
    );
    this.watches = this.shared;
    this.discovery = new DiscoveryCache(options.logger);
    this.entries.forEach(({ reader }) => this.discovery.start(reader));
  }

  names(): readonly string[] {
    return [...this.entries.keys()];
  }

  reader(cluster: string): ClusterClient {
    return this.entry(cluster).reader;
  }

  actor(cluster: string): ClusterClient {
    const { actor } = this.entry(cluster);
    if (!actor) {
      throw new NotAllowedError(
        `The portal only reads cluster ${cluster}: titanium.clusters.${cluster}.actor is not configured`,
      );
    }
    return actor;
  }

  resources(cluster: string) {
    return this.discovery.resources(cluster);
  }

  async stop(): Promise<void> {
    this.discovery.stop();
    this.shared.stop();
    await Promise.all(
      [...this.entries.values()].map(({ transport }) => transport.close()),
    );
  }

  private entry(cluster: string): Entry {
    const entry = this.entries.get(cluster);
    if (!entry) {
      throw new NotFoundError(`There is no cluster named ${cluster}`);
    }
    return entry;
  }
}
