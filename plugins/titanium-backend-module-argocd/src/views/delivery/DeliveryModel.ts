import { SourceStatus } from '@titanium-portal/backstage-plugin-titanium-common';
import { ViewChange } from '@titanium-portal/backstage-plugin-titanium-node';
import { readApplicationSet } from '../../applications/applicationSets';
import {
  applicationSetOf,
  historyOf,
  revisionsOf,
  sourcesOf,
} from '../../applications/facts';
import { RevisionQuery } from '../../applications/Revisions';
import { shownText } from '../../applications/text';
import { isForbidden } from '../../client/errors';
import {
  AppId,
  Application,
  ResourceTree,
  SyncWindows,
} from '../../client/types';
import { ArgoInstance } from '../../instances';
import { applicationRow } from './applicationRow';
import {
  historyRows,
  queriesOfEntry,
  revisionOfEntry,
  revisionQueries,
} from './historyRows';
import { operationRow } from './operationRow';
import { resourceRows } from './resourceRows';
import { windowRows } from './windowRows';

const AT_ONCE = 3;
const COLLECTIONS = [
  'application',
  'resources',
  'history',
  'operation',
  'windows',
];

/** One application as last read, and how reading goes. */
export class DeliveryModel {
  private app: Application | undefined;
  private tree: ResourceTree | undefined;
  private windows: SyncWindows | undefined;
  private set: { name: string; ignoresSyncPolicy: boolean } | null = null;
  private status: SourceStatus;
  private lastGood: string | undefined;
  private loading = false;

  constructor(
    private readonly instance: ArgoInstance,
    private readonly id: AppId,
  ) {
    this.status = this.say('connecting');
  }

  /** Reads everything again. Failures are kept as status. */
  async read(signal: AbortSignal): Promise<void> {
    const { client } = this.instance;
    try {
      const app = await client.get(this.id, { signal });
      const [tree, windows] = await Promise.allSettled([
        client.tree(this.id, signal),
        client.syncWindows(this.id, signal),
      ]);
      signal.throwIfAborted();
      const owner = applicationSetOf(app);
      if (owner !== (this.set?.name ?? null)) {
        this.set = await readApplicationSet(
          this.instance,
          this.id,
          app,
          signal,
        );
      }
      this.app = app;
      this.tree = tree.status === 'fulfilled' ? tree.value : this.tree;
      this.windows =
        windows.status === 'fulfilled' ? windows.value : this.windows;
      const missing = [tree, windows].find(
        (part): part is PromiseRejectedResult => part.status === 'rejected',
      );
      this.lastGood = new Date().toISOString();
      this.status = this.say('live', missing?.reason as Error | undefined);
    } catch (error) {
      signal.throwIfAborted();
      await this.fail(error as Error, signal);
    }
  }

  get failed(): boolean {
    return this.status.state !== 'live';
  }

  /** Everything as it is now; the host finds out what changed. */
  changes(): ViewChange[] {
    const status: ViewChange = {
      op: 'status',
      source: `argocd:${this.instance.name}`,
      status: this.status,
    };
    const { app, id, instance } = this;
    if (!app) {
      const gone = COLLECTIONS.map(
        (collection): ViewChange => ({ op: 'replace', collection, rows: {} }),
      );
      return this.lastGood ? [...gone, status] : [status];
    }
    const operation = operationRow(app);
    const application = applicationRow(instance, app, {
      revisions: this.currentQueries(app).map(query =>
        instance.revisions.known(query),
      ),
      desiredRevisions: this.desiredQueries(app).map(query =>
        instance.revisions.known(query),
      ),
      ignoresSyncPolicy: this.set?.ignoresSyncPolicy ?? false,
    });
    return [
      {
        op: 'replace',
        collection: 'application',
        rows: { [application.key]: application },
      },
      {
        op: 'replace',
        collection: 'resources',
        rows: resourceRows(app, this.tree),
      },
      {
        op: 'replace',
        collection: 'history',
        rows: historyRows(instance, id, app),
      },
      {
        op: 'replace',
        collection: 'operation',
        rows: operation ? { operation } : {},
      },
      {
        op: 'replace',
        collection: 'windows',
        rows: windowRows(this.windows ?? {}),
      },
      status,
    ];
  }

  /** Asks for commits and images that are not known yet, a few at once; calls `news` as they come. */
  async loadDetails(signal: AbortSignal, news: () => void): Promise<void> {
    const { app, instance, id } = this;
    if (!app || this.loading) {
      return;
    }
    const history = historyOf(app).reverse();
    const queries = [
      ...this.currentQueries(app),
      ...this.desiredQueries(app),
      ...history.flatMap(entry => queriesOfEntry(id, entry)),
    ];
    const tasks = [
      ...queries
        .filter(query => instance.revisions.isOpen(query))
        .map(query => () => instance.revisions.load(query)),
      ...history
        .map(revisionOfEntry)
        .filter(of => of.revisions.length > 0 && instance.images.isOpen(id, of))
        .map(of => () => instance.images.load(id, of)),
    ];
    this.loading = true;
    const worker = async () => {
      for (let task = tasks.shift(); task; task = tasks.shift()) {
        await task();
        if (signal.aborted) {
          return;
        }
        news();
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    this.loading = false;
  }

  /** The commits that run now: of the newest deployment, else those the sources want. */
  private currentQueries(app: Application): RevisionQuery[] {
    const newest = historyOf(app).at(-1);
    return newest ? queriesOfEntry(this.id, newest) : this.desiredQueries(app);
  }

  /** The commits that Argo CD compares with: what the sources have. */
  private desiredQueries(app: Application): RevisionQuery[] {
    return revisionQueries(this.id, {
      revisions: revisionsOf(app.status?.sync ?? {}),
      sources: sourcesOf(app.spec),
      historyId: null,
    });
  }

  private async fail(error: Error, signal: AbortSignal): Promise<void> {
    const { instance } = this;
    const isThere =
      error.name !== 'NotFoundError' &&
      (!isForbidden(error) || (await this.isListed(signal)));
    if (!isThere) {
      this.app = undefined;
      this.status = this.say(
        'unavailable',
        new Error(
          `${instance.client.title} has no application ${this.id.name}, or the portal's account may not see it.`,
        ),
      );
    } else if (isForbidden(error)) {
      this.status = this.say('forbidden', error);
    } else {
      this.status = this.say(this.app ? 'stale' : 'unavailable', error);
    }
  }

  /** Argo CD answers alike for what is not there and what may not be seen: the list tells. */
  private async isListed(signal: AbortSignal): Promise<boolean> {
    const { client, watch } = this.instance;
    const { name, namespace } = this.id;
    const known = watch.find(this.id);
    if (known !== undefined) {
      return known !== null;
    }
    try {
      const { items } = await client.list(signal);
      return items.some(
        ({ metadata }) =>
          metadata.name === name &&
          (namespace === null || metadata.namespace === namespace),
      );
    } catch {
      signal.throwIfAborted();
      // Nothing can be listed: it is the account, not the application.
      return true;
    }
  }

  private say(state: SourceStatus['state'], cause?: Error): SourceStatus {
    const before = this.status as SourceStatus | undefined;
    const bad = state === 'stale' || state === 'forbidden';
    const began =
      before?.state === state ? before.since : new Date().toISOString();
    return {
      state,
      since: bad ? this.lastGood ?? began : began,
      ...(cause && { message: shownText(cause.message, 500) }),
      platform: this.instance.client.title,
    };
  }
}
