import { setTimeout as wait } from 'node:timers/promises';
import { LoggerService } from '@backstage/backend-plugin-api';
import { SourceStatus } from '@titanium-portal/backstage-plugin-titanium-common';
import {
  kubernetesPath,
  redactText,
  TitaniumClusters,
  upstreamStatus,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { Wakeup } from '../streams/Wakeup';
import { bytes, millicores } from '../views/pods/quantities';

/** Use of a pod: CPU in millicores, memory in bytes. */
export interface PodUse {
  cpu: number;
  memory: number;
  at: string;
}

/** One sample of a namespace, by `namespace/name`, or why there is none. */
export type UsageUpdate =
  | { status: SourceStatus; pods: ReadonlyMap<string, PodUse> }
  | { status: SourceStatus };

interface PodMetricsList {
  items?: {
    metadata: { name: string; namespace: string };
    timestamp?: string;
    containers?: { usage?: Record<string, string> }[];
  }[];
}

interface Shared {
  followers: Set<Wakeup>;
  last: UsageUpdate | undefined;
  end: AbortController;
}

function readUse(list: PodMetricsList): Map<string, PodUse> {
  const pods = new Map<string, PodUse>();
  for (const { metadata, timestamp, containers = [] } of list.items ?? []) {
    const sum = (value: (use?: Record<string, string>) => number | null) =>
      containers.reduce((total, { usage }) => total + (value(usage) ?? 0), 0);
    pods.set(`${metadata.namespace}/${metadata.name}`, {
      cpu: sum(usage => millicores(usage?.cpu)),
      memory: sum(usage => bytes(usage?.memory)),
      at: timestamp ?? '',
    });
  }
  return pods;
}

/**
 * Asks the metrics API for the use of pods, once an interval for each namespace that anybody looks at. The API knows
 * no watches; its samples are a quarter of a minute apart.
 */
export class UsagePoller {
  private readonly shared = new Map<string, Shared>();

  constructor(
    private readonly clusters: TitaniumClusters,
    private readonly logger: LoggerService,
    private readonly intervalMs = 15_000,
  ) {}

  /** Samples of a namespace (null: all) until aborted; the last one at once when there is one. */
  async *follow(
    cluster: string,
    namespace: string | null,
    signal: AbortSignal,
  ): AsyncGenerator<UsageUpdate> {
    const key = `${cluster}/${namespace ?? ''}`;
    let shared = this.shared.get(key);
    if (!shared) {
      shared = {
        followers: new Set(),
        last: undefined,
        end: new AbortController(),
      };
      this.shared.set(key, shared);
      this.poll(cluster, namespace, shared);
    }
    let seen: UsageUpdate | undefined;
    const wakeup = new Wakeup();
    shared.followers.add(wakeup);
    signal.addEventListener('abort', wakeup.call, { once: true });
    try {
      while (!signal.aborted) {
        if (shared.last && shared.last !== seen) {
          seen = shared.last;
          yield seen;
          continue;
        }
        await wakeup.wait();
      }
    } finally {
      signal.removeEventListener('abort', wakeup.call);
      shared.followers.delete(wakeup);
      if (shared.followers.size === 0) {
        shared.end.abort();
        this.shared.delete(key);
      }
    }
  }

  private async poll(
    cluster: string,
    namespace: string | null,
    shared: Shared,
  ): Promise<void> {
    const { signal } = shared.end;
    let goodAt: string | undefined;
    while (!signal.aborted) {
      try {
        const list = await this.clusters
          .reader(cluster)
          .request<PodMetricsList>({
            path: kubernetesPath({
              group: 'metrics.k8s.io',
              version: 'v1beta1',
              plural: 'pods',
              namespace: namespace ?? undefined,
            }),
            signal,
          });
        const live = shared.last?.status.state === 'live';
        goodAt = new Date().toISOString();
        shared.last = {
          status: live
            ? shared.last!.status
            : { state: 'live', since: goodAt, platform: this.title(cluster) },
          pods: readUse(list),
        };
      } catch (error) {
        if (signal.aborted) {
          return;
        }
        shared.last = { status: this.failure(cluster, error, goodAt) };
      }
      shared.followers.forEach(follower => follower.call());
      await wait(this.intervalMs, undefined, { signal, ref: false }).catch(
        () => {},
      );
    }
  }

  private title(cluster: string): string {
    return `Metrics of Kubernetes cluster ${cluster}`;
  }

  private failure(
    cluster: string,
    error: unknown,
    goodAt: string | undefined,
  ): SourceStatus {
    const status = upstreamStatus(error);
    const message = redactText((error as Error).message);
    this.logger.debug(`No metrics of cluster ${cluster}: ${message}`);
    const base = {
      since: goodAt ?? new Date().toISOString(),
      platform: this.title(cluster),
    };
    if (status === 401 || status === 403) {
      return { ...base, state: 'forbidden', message };
    }
    if (status === 404 || status === 503) {
      return {
        ...base,
        state: goodAt ? 'stale' : 'unavailable',
        message: `The metrics API does not answer; is metrics-server installed? (${message})`,
      };
    }
    return { ...base, state: goodAt ? 'stale' : 'unavailable', message };
  }
}
