import type { V1Pod } from '@kubernetes/client-node';
import {
  clusterTitle,
  TitaniumClusters,
  WatchUpdate,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { map, merge } from '../../streams/merge';
import { Selection } from '../../targets';
import { mainContainer } from '../pods/podRow';
import { PodsModel } from '../pods/PodsModel';
import { OWNERSHIP_KINDS, WATCHED } from '../pods/sources';
import { SourceStates } from '../pods/SourceStates';
import { ContainerTail } from './ContainerTail';
import { LogMerger } from './LogMerger';
import type { LogsWanted } from './podLogsView';

/** Lines asked for at the start, over all containers. */
const MOST_FIRST_LINES = 10_000;
const MOST_CONTAINERS = 200;

interface Options {
  cluster: string;
  clusters: TitaniumClusters;
  selection: Selection;
  wanted: LogsWanted;
  merger: LogMerger;
  signal: AbortSignal;
  /** Called once the lines there were at the start have been handed over. */
  caughtUp(): void;
}

interface Wanted {
  id: string;
  namespace: string;
  pod: string;
  container: string;
}

function containersOf(pod: V1Pod, choice: string | null): string[] {
  const names = [
    ...(pod.spec?.containers ?? []),
    ...(pod.spec?.initContainers ?? []),
  ].map(({ name }) => name);
  if (choice === '*') {
    return names;
  }
  const wanted = choice ?? mainContainer(pod);
  return names.includes(wanted) ? [wanted] : [];
}

/** Follows the containers of an entity's pods in one cluster, as pods come and go. */
export class ClusterLogs {
  private readonly model: PodsModel;
  private readonly states: SourceStates;
  private readonly synced = new Set<string>();
  private readonly tails = new Map<string, ContainerTail>();
  private readonly troubles = new Map<string, string>();
  private starting: Set<string> | undefined;
  private wasLive = false;

  constructor(private readonly options: Options) {
    this.model = new PodsModel(options.cluster, options.selection.by);
    this.states = new SourceStates(options.cluster, OWNERSHIP_KINDS, 'pod');
  }

  async run(): Promise<void> {
    const { cluster, clusters, selection, signal, merger } = this.options;
    const namespace = selection.namespace ?? undefined;
    signal.addEventListener(
      'abort',
      () => this.tails.forEach(tail => tail.stop()),
      { once: true },
    );
    const sources = OWNERSHIP_KINDS.map(kind =>
      map(
        clusters.watches.follow(
          cluster,
          { ...WATCHED[kind], namespace },
          { signal },
        ),
        updates => ({ kind, updates }),
      ),
    );
    for await (const { kind, updates } of merge(sources)) {
      updates.forEach(update => this.take(kind, update));
      merger.tell(this.states.changes());
      const ready = OWNERSHIP_KINDS.every(
        item => this.synced.has(item) || this.states.failed(item),
      );
      if (ready) {
        this.reconcile();
      }
    }
  }

  private take(kind: string, update: WatchUpdate): void {
    if (update.type === 'status') {
      this.states.set(kind, update);
      if (kind === 'pod') {
        const live = update.state === 'live';
        // The cluster was away: connections from before may be dead without saying so.
        if (live && !this.wasLive) {
          this.tails.forEach(tail => tail.reconnect());
        }
        this.wasLive = live;
      }
    } else if (update.type === 'synced') {
      this.synced.add(kind);
      this.model.sync(kind, update.objects);
    } else if (update.type === 'changed') {
      this.model.put(kind, update.key, update.object);
    } else {
      this.model.remove(kind, update.key);
    }
  }

  private wantedContainers(): Wanted[] {
    const { pods, workload, container } = this.options.wanted;
    const found = this.model
      .pods(workload ?? undefined)
      .filter(pod => !pods || pods.includes(pod.metadata!.name!));
    this.missingPods(found);
    return found
      .flatMap(pod =>
        containersOf(pod, container).map(name => ({
          id: `${pod.metadata!.uid}/${name}`,
          namespace: pod.metadata!.namespace!,
          pod: pod.metadata!.name!,
          container: name,
        })),
      )
      .slice(0, MOST_CONTAINERS);
  }

  private missingPods(found: V1Pod[]): void {
    // Over several clusters a pod is missing from all but one of them.
    if (this.options.selection.cluster === null) {
      return;
    }
    const names = new Set(found.map(pod => pod.metadata!.name!));
    (this.options.wanted.pods ?? []).forEach(name =>
      this.trouble(
        name,
        names.has(name)
          ? undefined
          : `Pod ${name} does not belong to this service, or is gone`,
      ),
    );
  }

  private reconcile(): void {
    const wanted = this.wantedContainers();
    const ids = new Set(wanted.map(({ id }) => id));
    this.tails.forEach((tail, id) => {
      if (!ids.has(id) && !this.mayFinish(id)) {
        tail.stop();
      }
    });
    const fresh = wanted.filter(({ id }) => !this.tails.has(id));
    const first = this.starting === undefined;
    this.starting ??= new Set(ids);
    if (first && ids.size === 0) {
      this.options.caughtUp();
    }
    fresh.forEach(item => this.start(item, ids.size));
  }

  /** A pod that ended may still have last lines on their way: its log ends by itself. */
  private mayFinish(id: string): boolean {
    const uid = id.split('/')[0];
    return !this.model.has(uid);
  }

  private start(item: Wanted, count: number): void {
    const { wanted, clusters, cluster, merger } = this.options;
    const tail = new ContainerTail(
      clusters.reader(cluster),
      {
        ...item,
        previous: wanted.previous,
        tail: Math.min(wanted.tail, Math.ceil(MOST_FIRST_LINES / count)),
      },
      {
        lines: lines => merger.add(lines),
        trouble: message =>
          this.trouble(`${item.pod}/${item.container}`, message),
        caughtUp: () => {
          if (this.starting?.delete(item.id) && this.starting.size === 0) {
            this.options.caughtUp();
          }
        },
        alive: () => this.model.isRunning(item.id.split('/')[0]),
      },
    );
    this.tails.set(item.id, tail);
    tail.run().finally(() => {
      // A finished log is not started again while its pod stays.
      if (!this.model.has(item.id.split('/')[0])) {
        this.tails.delete(item.id);
      }
    });
  }

  private trouble(subject: string, message: string | undefined): void {
    const { cluster, merger } = this.options;
    if (this.troubles.get(subject) === message) {
      return;
    }
    if (message === undefined) {
      this.troubles.delete(subject);
    } else {
      this.troubles.set(subject, message);
    }
    merger.tell([
      {
        op: 'status',
        source: `logs:${cluster}/${subject}`,
        status: {
          state: message === undefined ? 'live' : 'unavailable',
          since: new Date().toISOString(),
          ...(message !== undefined && { message }),
          platform: `${clusterTitle(cluster)} (log of ${subject})`,
        },
      },
    ]);
  }
}
