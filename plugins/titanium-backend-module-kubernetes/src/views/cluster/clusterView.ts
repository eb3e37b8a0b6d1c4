import { setTimeout as wait } from 'node:timers/promises';
import { InputError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import type { V1Node, V1Pod } from '@kubernetes/client-node';
import {
  TitaniumClusters,
  View,
  ViewChange,
  WatchUpdate,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { z } from 'zod/v3';
import { map, merge } from '../../streams/merge';
import { UsagePoller, UsageUpdate } from '../../usage/UsagePoller';
import { SourceStates } from '../pods/SourceStates';
import { namespaceRows, nodeRow, PodFacts, podFacts } from './rows';

/** Rows are summed up no more often than this: a cluster always moves. */
const INTERVAL_MS = 1_000;

const KINDS = {
  node: { group: '', version: 'v1', plural: 'nodes' },
  pod: { group: '', version: 'v1', plural: 'pods' },
};

type Kind = keyof typeof KINDS;
type Update =
  | { type: 'watch'; kind: Kind; updates: WatchUpdate[] }
  | { type: 'usage'; of: 'nodes' | 'pods'; update: UsageUpdate }
  | { type: 'tick' };

async function* ticks(ms: number, signal: AbortSignal): AsyncGenerator<Update> {
  while (!signal.aborted) {
    await wait(ms, undefined, { signal, ref: false }).catch(() => {});
    yield { type: 'tick' };
  }
}

class ClusterUse {
  private readonly nodes = new Map<string, V1Node>();
  private readonly pods = new Map<string, PodFacts>();
  private readonly states: SourceStates;
  private readonly answered = new Set<Kind>();
  private readonly usage: Partial<
    Record<'nodes' | 'pods', Extract<UsageUpdate, { pods: unknown }>['pods']>
  > = {};
  private usageStatus: string | undefined;
  private moved = false;
  private begun = false;
  private readonly shown = {
    nodes: new Map<string, string>(),
    namespaces: new Map<string, string>(),
  };

  constructor(private readonly cluster: string) {
    this.states = new SourceStates(cluster, Object.keys(KINDS), 'node');
  }

  take(update: Update): ViewChange[] {
    if (update.type === 'watch') {
      this.moved = true;
      update.updates.forEach(each => this.takeWatch(update.kind, each));
      const changes = this.states.changes();
      return this.begun ? changes : [...changes, ...this.rows()];
    }
    if (update.type === 'usage') {
      return this.takeUsage(update.of, update.update);
    }
    return this.rows();
  }

  private takeWatch(kind: Kind, update: WatchUpdate): void {
    if (update.type === 'status') {
      this.states.set(kind, update);
    } else if (update.type === 'synced') {
      this.answered.add(kind);
      (kind === 'node' ? this.nodes : this.pods).clear();
      update.objects.forEach((object, key) => this.put(kind, key, object));
    } else if (update.type === 'changed') {
      this.put(kind, update.key, update.object);
    } else {
      (kind === 'node' ? this.nodes : this.pods).delete(update.key);
    }
  }

  private put(kind: Kind, key: string, object: object): void {
    if (kind === 'node') {
      this.nodes.set(key, object as V1Node);
      return;
    }
    const facts = podFacts(object as V1Pod);
    if (facts) {
      this.pods.set(key, facts);
    } else {
      this.pods.delete(key);
    }
  }

  private takeUsage(of: 'nodes' | 'pods', update: UsageUpdate): ViewChange[] {
    if ('pods' in update) {
      this.usage[of] = update.pods;
      this.moved = true;
    }
    const text = JSON.stringify(update.status);
    // Both come from one API; the nodes' samples speak for it.
    if (of !== 'nodes' || text === this.usageStatus) {
      return [];
    }
    this.usageStatus = text;
    const source = `metrics:${this.cluster}`;
    return [{ op: 'status', source, status: update.status }];
  }

  private rows(): ViewChange[] {
    const complete = (['node', 'pod'] as const).every(
      kind => this.answered.has(kind) || this.states.failed(kind),
    );
    if (!this.moved || !complete) {
      return [];
    }
    this.moved = false;
    this.begun = true;
    const podsOn = new Map<string, number>();
    for (const { node } of this.pods.values()) {
      if (node) {
        podsOn.set(node, (podsOn.get(node) ?? 0) + 1);
      }
    }
    const nodes = [...this.nodes.values()].map(node => {
      const name = node.metadata!.name!;
      const context = {
        pods: podsOn.get(name) ?? 0,
        usage: this.usage.nodes?.get(name),
      };
      return [name, nodeRow(this.cluster, node, context)] as const;
    });
    const namespaces = namespaceRows(
      this.cluster,
      this.pods.values(),
      this.usage.pods,
    );
    return [
      ...this.differences('nodes', new Map(nodes)),
      ...this.differences('namespaces', namespaces),
    ];
  }

  private differences(
    collection: 'nodes' | 'namespaces',
    rows: ReadonlyMap<string, object>,
  ): ViewChange[] {
    const shown = this.shown[collection];
    const changes: ViewChange[] = [];
    const keyOf = (name: string) => `${this.cluster}/${name}`;
    rows.forEach((row, name) => {
      const text = JSON.stringify(row);
      if (shown.get(name) !== text) {
        shown.set(name, text);
        changes.push({ op: 'put', collection, key: keyOf(name), row });
      }
    });
    for (const name of shown.keys()) {
      if (!rows.has(name)) {
        shown.delete(name);
        changes.push({ op: 'remove', collection, key: keyOf(name) });
      }
    }
    return changes;
  }
}

/**
 * The portal-wide topic `cluster`: nodes and namespaces of all clusters with what they use. Collections `nodes` and
 * `namespaces`, keyed `<cluster>/<name>`; sources `kubernetes:<cluster>` and `metrics:<cluster>`. Operators only.
 */
export function createClusterView(deps: {
  clusters: TitaniumClusters;
  usage: UsagePoller;
  /** How often rows are summed up; 1 s by default. */
  intervalMs?: number;
}): View {
  const { clusters, usage, intervalMs = INTERVAL_MS } = deps;

  async function* openCluster(
    cluster: string,
    signal: AbortSignal,
  ): AsyncGenerator<ViewChange[]> {
    const use = new ClusterUse(cluster);
    const sources: AsyncIterable<Update>[] = [
      ...(Object.keys(KINDS) as Kind[]).map(kind =>
        map(
          clusters.watches.follow(cluster, KINDS[kind], { signal }),
          updates => ({ type: 'watch' as const, kind, updates }),
        ),
      ),
      map(usage.follow(cluster, 'nodes', signal), update => ({
        type: 'usage' as const,
        of: 'nodes' as const,
        update,
      })),
      map(usage.follow(cluster, { pods: null }, signal), update => ({
        type: 'usage' as const,
        of: 'pods' as const,
        update,
      })),
      ticks(intervalMs, signal),
    ];
    for await (const update of merge(sources)) {
      const changes = use.take(update);
      if (changes.length > 0) {
        yield changes;
      }
    }
  }

  const scope = { shareKey: 'all', input: {} };
  return {
    topic: 'cluster',
    kind: 'rows',
    params: z.object({}).strict(),
    scope() {
      // An entity's viewers may not see the whole cluster.
      throw new InputError('The topic cluster is of the whole portal');
    },
    portalScope() {
      return {
        ...scope,
        target: {
          cluster: clusters.names()[0] ?? '',
          namespace: null,
          kind: 'node',
          name: null,
        },
      };
    },
    open(_input: JsonObject, { signal }) {
      return merge(clusters.names().map(name => openCluster(name, signal)));
    },
  };
}
