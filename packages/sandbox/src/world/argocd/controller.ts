import { Registry } from '../../kubernetes/resources/registry';
import { EventRecorder } from '../events';
import { GitServer } from '../git';
import { timestamp } from '../objects';
import { R } from '../resources';
import { deepEqual } from '../store/values';
import { Clock, KubeObject, ObjectStore, Random, StoreEvent } from '../types';
import { Applier } from './apply';
import { ApplicationSetController } from './applicationSets';
import { automaticOperation } from './autosync';
import { Comparer, Comparison } from './compare';
import { Kinds } from './kinds';
import { LiveChanges } from './live';
import { Operation } from './operation';
import { Renderer } from './renderer';
import { OperationRunner } from './runner';
import { Application, ComparisonError, Source, sourcesOf } from './sources';
import { comparedStatus, errorStatus, withCondition } from './status';
import { TreeNode, treeOf } from './tree';
import { SyncWindow, canSync, windowsOf } from './windows';

export const ARGOCD = 'argocd';
export const REFRESH = 'argocd.argoproj.io/refresh';
const RECONCILE_MS = 180_000;
/** From a push until the webhook has reached Argo CD. */
const WEBHOOK_MS = 3000;
/** Changes of live objects are gathered before a look. */
const GATHER_MS = 1000;

export interface ArgoOptions {
  clock: Clock;
  store: ObjectStore;
  random: Random;
  git: GitServer;
}

/** Argo CD's application controller: compares git with the cluster, reports, and syncs. */
export class ArgoController {
  readonly kinds: Kinds;
  private readonly comparer: Comparer;
  private readonly renderer: Renderer;
  private readonly runner: OperationRunner;
  private readonly waiting = new Map<string, { full: boolean }>();
  private readonly growing = new Set<string>();
  private readonly listeners = new Set<(name: string) => void>();
  private events: EventRecorder | undefined;

  constructor(private readonly options: ArgoOptions) {
    const { clock, store, random, git } = options;
    this.renderer = new Renderer(git);
    this.kinds = new Kinds(new Registry(store));
    this.comparer = new Comparer(store, this.kinds);
    this.runner = new OperationRunner({
      clock,
      compare: (app, sources, revisions) =>
        this.compare(app, sources, revisions),
      applier: new Applier(store, random, this.kinds),
      get: name => this.get(name),
      update: app => this.update(app),
      windows: app => this.windows(app),
      report: (app, details) => this.report(app, details),
      ended: name => this.refresh(name, { full: true }),
    });
  }

  start(events: EventRecorder): void {
    const { clock, store, git } = this.options;
    this.events = events;
    new LiveChanges(store, this.kinds, {
      managed: name => this.refresh(name, { afterMs: GATHER_MS }),
      made: name => this.grown(name),
    }).start(() => this.list());
    new ApplicationSetController(clock, store).start();
    git.onPush(({ url }) => {
      for (const app of this.list()) {
        if (sourcesOf(app).some(({ repoURL }) => repoURL === url)) {
          this.refresh(app.metadata.name, { full: true, afterMs: WEBHOOK_MS });
        }
      }
    });
    store.watch(R.applications, {}, ({ type, object, previous }) => {
      if (object.metadata.namespace === ARGOCD && type !== 'DELETED') {
        this.changed(object, previous);
      }
    });
    store.watch(R.appProjects, {}, () =>
      this.list().forEach(({ metadata }) => this.refresh(metadata.name)),
    );
    this.list().forEach(app => this.changed(app));
    const again = () => {
      this.list().forEach(({ metadata }) =>
        this.refresh(metadata.name, { full: true }),
      );
      clock.after(RECONCILE_MS, again);
    };
    clock.after(RECONCILE_MS, again);
  }

  list(): readonly Application[] {
    return this.options.store.list(R.applications, ARGOCD);
  }

  get(name: string): Application | undefined {
    return this.options.store.get(R.applications, ARGOCD, name);
  }

  /** Calls `listener` for each later change of an application. */
  watch(listener: (event: StoreEvent) => void): () => void {
    return this.options.store.watch(R.applications, {}, event => {
      if (event.object.metadata.namespace === ARGOCD) {
        listener(event);
      }
    });
  }

  /** Gives an application something to do; undefined when it is at something already. */
  begin(name: string, operation: Operation): Application | undefined {
    const app = this.get(name);
    if (!app || app.operation) {
      return undefined;
    }
    const { operationState, ...status } = app.status ?? {};
    return this.update({ ...app, operation, status });
  }

  update(app: Application): Application {
    return this.options.store.update(R.applications, app);
  }

  /** The windows of its project that concern an application. */
  windows(app: Application): SyncWindow[] {
    const { store } = this.options;
    const project = app.spec.project || 'default';
    return windowsOf(store.get(R.appProjects, ARGOCD, project), app);
  }

  /** Compares with given sources and revisions, or with what the specification names now. Throws `ComparisonError`. */
  compare(
    app: Application,
    sources: readonly Source[] = sourcesOf(app),
    revisions: readonly string[] = [],
  ): Comparison {
    const desired = this.renderer.render(app, sources, revisions);
    return this.comparer.compare(app, desired);
  }

  /** The managed objects of an application, and what the cluster has made from them. */
  tree(app: Application): TreeNode[] {
    return treeOf(this.options.store, this.kinds, this.compare(app));
  }

  /** Calls `listener` after each look at an application, and after changes below what it delivers. */
  onTreeChange(listener: (name: string) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Looks at an application soon, as a refresh asks for. */
  refresh(
    name: string,
    { full = false, afterMs = 0 }: { full?: boolean; afterMs?: number } = {},
  ): void {
    const waiting = this.waiting.get(name);
    if (waiting && !full) {
      return;
    }
    const entry = { full: full || Boolean(waiting?.full) };
    this.waiting.set(name, entry);
    this.options.clock.after(afterMs, () => {
      if (this.waiting.get(name) === entry) {
        this.waiting.delete(name);
        this.reconcile(name, entry.full);
      }
    });
  }

  /** The tree has changed below what is compared. */
  private grown(name: string): void {
    if (this.listeners.size > 0 && !this.growing.has(name)) {
      this.growing.add(name);
      this.options.clock.after(GATHER_MS, () => {
        this.growing.delete(name);
        this.tell(name);
      });
    }
  }

  private tell(name: string): void {
    this.listeners.forEach(listener => listener(name));
  }

  private changed(app: Application, previous?: Application): void {
    const { name, annotations } = app.metadata;
    if (app.operation) {
      const phase = app.status?.operationState?.phase;
      const isStopped = phase === 'Terminating';
      const wasStopped =
        previous?.status?.operationState?.phase === 'Terminating';
      this.runner.begin(name, { atOnce: isStopped && !wasStopped });
    }
    if (annotations?.[REFRESH]) {
      this.refresh(name, { full: true });
    } else if (!previous || !deepEqual(app.spec, previous.spec)) {
      this.refresh(name, { full: true, afterMs: GATHER_MS });
    }
  }

  private reconcile(name: string, full: boolean): void {
    const app = this.get(name);
    if (!app || app.metadata.deletionTimestamp) {
      return;
    }
    const next = this.withStatus(app, full);
    const written = this.update(next.app);
    this.reportChanges(app, written);
    if (next.comparison && !written.operation) {
      this.autoSync(written, next.comparison);
    }
    this.tell(name);
  }

  private withStatus(
    app: Application,
    full: boolean,
  ): { app: Application; comparison?: Comparison } {
    const now = timestamp(this.options.clock.now());
    const base = withoutRefresh(app);
    let comparison: Comparison | undefined;
    let status: KubeObject['spec'];
    try {
      comparison = this.compare(base);
      status = comparedStatus(base, comparison, now);
    } catch (error) {
      if (!(error instanceof ComparisonError)) {
        throw error;
      }
      status = errorStatus(base, error.message, now);
    }
    const isNews = !deepEqual(status, app.status);
    if (full || isNews) {
      status = { ...status, reconciledAt: now };
    }
    return { app: { ...base, status }, comparison };
  }

  /** Syncs by itself what is out of sync, when the application asks for it and no window is in the way. */
  private autoSync(app: Application, comparison: Comparison): void {
    const now = this.options.clock.now();
    const { operation, condition, retryAfterMs } = automaticOperation(
      app,
      comparison,
      now,
    );
    const isWanted = operation ?? condition ?? retryAfterMs;
    if (isWanted === undefined || !canSync(this.windows(app), now, false)) {
      return;
    }
    if (retryAfterMs !== undefined) {
      this.refresh(app.metadata.name, { afterMs: retryAfterMs });
    }
    if (condition) {
      this.update(withCondition(app, condition, timestamp(now)));
    }
    if (operation && this.begin(app.metadata.name, operation)) {
      this.report(app, {
        reason: 'OperationStarted',
        message: `Initiated automated sync to '${comparison.desired.revisions.join(
          ', ',
        )}'`,
      });
    }
  }

  private reportChanges(before: Application, after: Application): void {
    for (const [what, field] of [
      ['sync', 'sync'],
      ['health', 'health'],
    ] as const) {
      const from = before.status?.[field]?.status;
      const to = after.status?.[field]?.status;
      if (from && to && from !== to) {
        this.report(after, {
          reason: 'ResourceUpdated',
          message: `Updated ${what} status: ${from} -> ${to}`,
        });
      }
    }
  }

  /** Writes an event about an application. */
  report(
    app: Application,
    details: { type?: 'Normal' | 'Warning'; reason: string; message: string },
    component = 'argocd-application-controller',
  ): void {
    this.events?.record(app, { component }, details);
  }
}

/** The application with the request to refresh answered. */
function withoutRefresh(app: Application): Application {
  const { annotations, ...metadata } = app.metadata;
  if (!annotations || !(REFRESH in annotations)) {
    return app;
  }
  const { [REFRESH]: asked, ...rest } = annotations;
  const isLeft = Object.keys(rest).length > 0;
  return {
    ...app,
    metadata: { ...metadata, ...(isLeft ? { annotations: rest } : {}) },
  };
}
