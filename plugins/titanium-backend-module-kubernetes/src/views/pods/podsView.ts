import { setTimeout as wait } from 'node:timers/promises';
import { JsonObject } from '@backstage/types';
import {
  PodRow,
  PodUsageRow,
} from '@titanium-portal/backstage-plugin-titanium-common';
import {
  TitaniumClusters,
  View,
  ViewChange,
  WatchUpdate,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { z } from 'zod/v3';
import { readSelection, Selection } from '../../targets';
import { UsagePoller, UsageUpdate } from '../../usage/UsagePoller';
import { map, merge } from '../../streams/merge';
import { clustersOf } from '../scope';
import { PodsModel } from './PodsModel';
import { SourceStates } from './SourceStates';
import { WATCHED } from './sources';

/** Longest wait for the slowest kind before what is there is shown. */
const FIRST_ROWS_MS = 700;

const MEBIBYTE = 1024 * 1024;

type Update =
  | { type: 'watch'; kind: string; updates: WatchUpdate[] }
  | { type: 'usage'; update: UsageUpdate }
  | { type: 'patience' };

async function* patience(
  ms: number,
  signal: AbortSignal,
): AsyncGenerator<Update> {
  await wait(ms, undefined, { signal, ref: false }).catch(() => {});
  yield { type: 'patience' };
}

/** The view of one cluster: its watches joined, its samples laid beside. */
class ClusterPods {
  private readonly model: PodsModel;
  private readonly states: SourceStates;
  private readonly synced = new Set<string>();
  private usage: Extract<UsageUpdate, { pods: unknown }> | undefined;
  private usageStatus: string | undefined;
  private readonly used = new Map<string, string>();
  showing = false;
  private patient = true;
  private sampled = false;

  constructor(private readonly cluster: string, selection: Selection) {
    this.model = new PodsModel(cluster, selection.by);
    this.states = new SourceStates(cluster, Object.keys(WATCHED), 'pod');
  }

  take(update: Update): ViewChange[] {
    const changes: ViewChange[] = [];
    if (update.type === 'watch') {
      this.takeWatch(update.kind, update.updates);
    } else if (update.type === 'usage') {
      changes.push(...this.takeUsage(update.update));
    } else {
      this.patient = false;
    }
    changes.push(...this.states.changes());
    // Pods without their workloads would jump about a moment later: the first rows wait for all kinds, not for long.
    const answered = (kind: string) =>
      this.synced.has(kind) || this.states.failed(kind);
    this.showing ||= this.patient
      ? Object.keys(WATCHED).every(answered)
      : answered('pod');
    if (this.showing) {
      const rows = this.model.changes();
      changes.push(...rows, ...this.usageOf(rows));
      if (this.sampled) {
        this.sampled = false;
        changes.push(...this.usageOfAll());
      }
    }
    return changes;
  }

  private takeWatch(kind: string, updates: WatchUpdate[]): void {
    for (const update of updates) {
      if (update.type === 'status') {
        this.states.set(kind, update);
      } else if (update.type === 'synced') {
        this.synced.add(kind);
        this.model.sync(kind, update.objects);
      } else if (update.type === 'changed') {
        this.model.put(kind, update.key, update.object);
      } else {
        this.model.remove(kind, update.key);
      }
    }
  }

  private takeUsage(update: UsageUpdate): ViewChange[] {
    if ('pods' in update) {
      this.usage = update;
      this.sampled = true;
    }
    const text = JSON.stringify(update.status);
    if (text === this.usageStatus) {
      return [];
    }
    this.usageStatus = text;
    return [
      {
        op: 'status',
        source: `metrics:${this.cluster}`,
        status: update.status,
      },
    ];
  }

  /** Use of pods that have just come or gone. */
  private usageOf(rows: ViewChange[]): ViewChange[] {
    const changes: ViewChange[] = [];
    for (const change of rows) {
      if (change.op === 'put' && change.collection === 'pods') {
        const { namespace, name } = change.row as PodRow;
        changes.push(...this.putUse(change.key, `${namespace}/${name}`));
      } else if (change.op === 'remove' && this.used.delete(change.key)) {
        changes.push({ op: 'remove', collection: 'usage', key: change.key });
      }
    }
    return changes;
  }

  /** Use of all pods, after a new sample. */
  private usageOfAll(): ViewChange[] {
    const changes: ViewChange[] = [];
    this.model.podNames().forEach((key, name) => {
      changes.push(...this.putUse(key, name));
    });
    return changes;
  }

  private putUse(key: string, name: string): ViewChange[] {
    const use = this.usage?.pods.get(name);
    if (!use || this.used.get(key) === use.at) {
      return [];
    }
    this.used.set(key, use.at);
    const row: PodUsageRow = {
      cpu: Math.round(use.cpu),
      memory: Math.round(use.memory / MEBIBYTE) * MEBIBYTE,
    };
    return [{ op: 'put', collection: 'usage', key, row }];
  }
}

/**
 * The topic `pods`: pods, workloads and use of an entity, over all clusters it is in. Collections `pods`, `workloads`
 * and `usage`; sources `kubernetes:<cluster>` and `metrics:<cluster>`.
 */
export function createPodsView(deps: {
  clusters: TitaniumClusters;
  usage: UsagePoller;
  /** How long pods wait for the slowest of the other kinds; 700 by default. */
  patienceMs?: number;
}): View {
  const { clusters, usage } = deps;

  async function* openCluster(
    cluster: string,
    selection: Selection,
    first: { done: boolean },
    signal: AbortSignal,
  ): AsyncGenerator<ViewChange[]> {
    const namespace = selection.namespace ?? undefined;
    const sources: AsyncIterable<Update>[] = Object.entries(WATCHED).map(
      ([kind, path]) =>
        map(
          clusters.watches.follow(cluster, { ...path, namespace }, { signal }),
          updates => ({ type: 'watch' as const, kind, updates }),
        ),
    );
    sources.push(
      map(
        usage.follow(cluster, { pods: selection.namespace }, signal),
        update => ({
          type: 'usage' as const,
          update,
        }),
      ),
      patience(deps.patienceMs ?? FIRST_ROWS_MS, signal),
    );
    const pods = new ClusterPods(cluster, selection);
    for await (const update of merge(sources)) {
      const changes = pods.take(update);
      if (pods.showing && !first.done) {
        first.done = true;
        // An entity without pods has rows too: none. Its viewers need not wait for any.
        changes.unshift(
          ...['pods', 'workloads'].map(collection => ({
            op: 'replace' as const,
            collection,
            rows: {},
          })),
        );
      }
      if (changes.length > 0) {
        yield changes;
      }
    }
  }

  return {
    topic: 'pods',
    kind: 'rows',
    params: z.object({}).strict(),
    scope(entity) {
      const selection = readSelection(entity);
      const input = {
        clusters: clustersOf(selection, clusters),
        selection,
      };
      return { shareKey: JSON.stringify(input), input };
    },
    open(input: JsonObject, { signal }) {
      const { clusters: names, selection } = input as unknown as {
        clusters: string[];
        selection: Selection;
      };
      const first = { done: false };
      return merge(
        names.map(cluster => openCluster(cluster, selection, first, signal)),
      );
    },
  };
}
