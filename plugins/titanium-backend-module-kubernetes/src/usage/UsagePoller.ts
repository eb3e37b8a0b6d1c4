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

/** What is sampled: the pods of a namespace, of all (null), or the nodes. */
export type UsageOf = { pods: string | null } | 'nodes';

/** One sample, pods by `namespace/name` and nodes by name, or why there is none. */
export type UsageUpdate =
  | { status: SourceStatus; pods: ReadonlyMap<string, PodUse> }
  | { status: SourceStatus };

type Use = Record<string, string>;

interface MetricsList {
  items?: {
    metadata: { name: string; namespace?: string };
    timestamp?: string;
    /** Of pods. */
    containers?: { usage?: Use }[];
    /** Of nodes. */
    usage?: Use;
  }[];
}

interface Shared {
  followers: Set<Wakeup>;
  last: UsageUpdate | undefined;
  end: AbortController;
}

function readUse(list: MetricsList): Map<string, PodUse> {
  const pods = new Map<string, PodUse>();
  for (const item of list.items ?? []) {
    const { metadata, timestamp, containers = [item] } = item;
    const sum = (value: (quantity?: string) => number | null, field: string) =>
      containers.reduce(
        (total, { usage }) => total + (value(usage?.[field]) ?? 0),
        0,
      );
    const { namespace, name } = metadata;
    pods.set(namespace === undefined ? name : `${namespace}/${name}`, {
      cpu: sum(millicores, 'cpu'),
      memory: sum(bytes, 'memory'),
      at: timestamp ?? '',
    });
  }
  return pods;
}

/**
 * Asks the metrics API for the use of pods and nodes, once an interval for all that anybody looks at. The API knows
 * no watches; its samples are a quarter of a minute apart.
 */
export class UsagePoller {
  private readonly shared = new Map<string, Shared>();

  constructor(
    private readonly clusters: TitaniumClusters,
    private readonly logger: LoggerService,
    private readonly intervalMs = 15_000,
  ) {}

  /** Samples until aborted; the last one at once when there is one. */
  async *follow(
    cluster: string,
    of: UsageOf,
    signal: AbortSignal,
  ): AsyncGenerator<UsageUpdate> {
    const key = JSON.stringify([cluster, of]);
    let shared = this.shared.get(key);
    if (!shared) {
      shared = {
        followers: new Set(),
        last: undefined,
        end: new AbortController(),
      };
      this.shared.set(key, shared);
      this.poll(cluster, of, shared);
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
    of: UsageOf,
    shared: Shared,
  ): Promise<void> {
    const { signal } = shared.end;
    let goodAt: string | undefined;
    while (!signal.aborted) {
      try {
        const list = await this.clusters.reader(cluster).request<MetricsList>({
          path: kubernetesPath({
            group: 'metrics.k8s.io',
            version: 'v1beta1',
            plural: of === 'nodes' ? 'nodes' : 'pods',
            namespace: of === 'nodes' ? undefined : of.pods ?? undefined,
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
