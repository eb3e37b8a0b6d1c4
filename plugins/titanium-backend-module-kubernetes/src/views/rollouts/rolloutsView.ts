import { JsonObject } from '@backstage/types';
import {
  TitaniumClusters,
  View,
  ViewChange,
  WatchUpdate,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { z } from 'zod/v3';
import { map, merge } from '../../streams/merge';
import { readSelection, Selection } from '../../targets';
import { PodsModel } from '../pods/PodsModel';
import { SourceStates } from '../pods/SourceStates';
import { WATCHED } from '../pods/sources';
import { clustersOf } from '../scope';
import { rolloutRow } from './rolloutRow';

const KINDS = [
  'deployment',
  'replicaset',
  'statefulset',
  'daemonset',
  'pod',
] as const;

/** What the view watches: mostly what the Pods tab does, so that both share their watches. */
const ROLLOUT_KINDS = {
  ...Object.fromEntries(KINDS.map(kind => [kind, WATCHED[kind]])),
  controllerrevision: {
    group: 'apps',
    version: 'v1',
    plural: 'controllerrevisions',
  },
};

class ClusterRollouts {
  private readonly model: PodsModel;
  private readonly states: SourceStates;
  private readonly answered = new Set<string>();
  private readonly shown = new Set<string>();

  constructor(
    private readonly cluster: string,
    selection: Selection,
    private readonly first: { done: boolean },
  ) {
    this.model = new PodsModel(cluster, selection.by);
    this.states = new SourceStates(
      cluster,
      Object.keys(ROLLOUT_KINDS),
      'deployment',
    );
  }

  take(kind: string, updates: WatchUpdate[]): ViewChange[] {
    for (const update of updates) {
      if (update.type === 'status') {
        this.states.set(kind, update);
      } else if (update.type === 'synced') {
        this.answered.add(kind);
        this.model.sync(kind, update.objects);
      } else if (update.type === 'changed') {
        this.model.put(kind, update.key, update.object);
      } else {
        this.model.remove(kind, update.key);
      }
    }
    const changes = this.states.changes();
    const complete = Object.keys(ROLLOUT_KINDS).every(
      each => this.answered.has(each) || this.states.failed(each),
    );
    if (!complete || !this.answered.has('deployment')) {
      return changes;
    }
    if (!this.first.done) {
      this.first.done = true;
      // No workloads are an answer too.
      changes.push({ op: 'replace', collection: 'rollouts', rows: {} });
    }
    return [...changes, ...this.rows()];
  }

  private rows(): ViewChange[] {
    const changes: ViewChange[] = [];
    this.model.movedWorkloads().forEach((parts, key) => {
      const row = parts && rolloutRow(this.cluster, parts);
      if (row) {
        this.shown.add(key);
        changes.push({ op: 'put', collection: 'rollouts', key, row });
      } else if (this.shown.delete(key)) {
        changes.push({ op: 'remove', collection: 'rollouts', key });
      }
    });
    return changes;
  }
}

/**
 * The topic `rollouts`: how an entity's workloads roll out, with their revisions. Collection `rollouts`; sources
 * `kubernetes:<cluster>`.
 */
export function createRolloutsView(deps: { clusters: TitaniumClusters }): View {
  const { clusters } = deps;

  async function* openCluster(
    cluster: string,
    selection: Selection,
    first: { done: boolean },
    signal: AbortSignal,
  ): AsyncGenerator<ViewChange[]> {
    const namespace = selection.namespace ?? undefined;
    const rollouts = new ClusterRollouts(cluster, selection, first);
    const watches = Object.entries(ROLLOUT_KINDS).map(([kind, path]) =>
      map(
        clusters.watches.follow(cluster, { ...path, namespace }, { signal }),
        updates => ({ kind, updates }),
      ),
    );
    for await (const { kind, updates } of merge(watches)) {
      const changes = rollouts.take(kind, updates);
      if (changes.length > 0) {
        yield changes;
      }
    }
  }

  return {
    topic: 'rollouts',
    kind: 'rows',
    params: z.object({}).strict(),
    scope(entity) {
      const selection = readSelection(entity);
      const input = { clusters: clustersOf(selection, clusters), selection };
      return { shareKey: JSON.stringify(input), input };
    },
    open(input: JsonObject, { signal }) {
      const { clusters: names, selection } = input as unknown as {
        clusters: string[];
        selection: Selection;
      };
      const first = { done: false };
      return merge(
        names.map(name => openCluster(name, selection, first, signal)),
      );
    },
  };
}
