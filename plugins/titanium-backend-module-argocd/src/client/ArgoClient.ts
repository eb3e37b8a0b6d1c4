import { JsonObject } from '@backstage/types';
import { ArgoHttp } from './ArgoHttp';
import { argoError } from './errors';
import { appPath, inNamespace, revisionSegment, ROOT, segment } from './paths';
import {
  answerShape,
  applicationListShape,
  applicationSetShape,
  applicationShape,
  managedResourcesShape,
  manifestsShape,
  revisionShape,
  treeShape,
  windowsShape,
} from './shapes';
import { readEvent } from './sse';
import {
  AppId,
  Application,
  ApplicationEvent,
  ApplicationSet,
  ManagedResource,
  ResourceRef,
  ResourceTree,
  RevisionMetadata,
  SyncWindows,
} from './types';

const MAX_EVENT_BYTES = 4 * 1024 * 1024;
const SLOW_MS = 30_000;

/** Fields of applications in lists and watches: what choosers and triggers need, and no more. */
const LISTED = [
  'metadata.name',
  'metadata.namespace',
  'metadata.labels',
  'metadata.annotations',
  'spec.destination',
  'spec',
  'status.sync.status',
  'status.health',
  'status.summary',
  'status.operationState.startedAt',
  'status.operationState.finishedAt',
];

/** Where in an application's sources a manifest or revision is wanted. */
export interface RevisionOf {
  revisions: string[];
  /** Id of the history entry, which multi-source applications need. */
  historyId: number | null;
  multiSource: boolean;
}

/** One Argo CD with one token. Knows no users. A change is sent once and never repeated. */
export class ArgoClient extends ArgoHttp {
  async list(
    signal?: AbortSignal,
  ): Promise<{ items: Application[]; resourceVersion: string }> {
    const answer = await this.ask<{
      items?: Application[] | null;
      metadata?: { resourceVersion?: string };
    }>(applicationListShape, {
      path: ROOT,
      query: {
        fields: [
          'metadata.resourceVersion',
          ...LISTED.map(field => `items.${field}`),
        ].join(','),
      },
      timeoutMs: SLOW_MS,
      signal,
    });
    return {
      items: answer.items ?? [],
      resourceVersion: answer.metadata?.resourceVersion ?? '',
    };
  }

  /** Changes of all applications since a version. An empty batch tells that bytes came. */
  async *watch(options: {
    resourceVersion: string;
    signal: AbortSignal;
    opened(): void;
  }): AsyncGenerator<ApplicationEvent[]> {
    try {
      const batches = this.http.lines(
        {
          path: '/api/v1/stream/applications',
          query: {
            resourceVersion: options.resourceVersion || undefined,
            fields: [
              'result.type',
              ...LISTED.map(field => `result.application.${field}`),
            ].join(','),
          },
          accept: 'text/event-stream',
          signal: options.signal,
        },
        { maxLineBytes: MAX_EVENT_BYTES, opened: options.opened },
      );
      for await (const lines of batches) {
        yield lines.flatMap(({ text }) => readEvent(text, this.title) ?? []);
      }
    } catch (error) {
      throw argoError(error, this.title);
    }
  }

  get(
    app: AppId,
    options: { refresh?: 'normal' | 'hard'; signal?: AbortSignal } = {},
  ): Promise<Application> {
    const { refresh, signal } = options;
    return this.ask(applicationShape, {
      path: appPath(app),
      query: { refresh, ...inNamespace(app) },
      ...(refresh && { timeoutMs: 2 * SLOW_MS }),
      signal,
    });
  }

  tree(app: AppId, signal?: AbortSignal): Promise<ResourceTree> {
    return this.ask(treeShape, {
      path: appPath(app, '/resource-tree'),
      query: inNamespace(app),
      signal,
    });
  }

  async managedResources(
    app: AppId,
    signal?: AbortSignal,
  ): Promise<ManagedResource[]> {
    const { items } = await this.ask<{ items?: ManagedResource[] | null }>(
      managedResourcesShape,
      {
        path: appPath(app, '/managed-resources'),
        query: inNamespace(app),
        timeoutMs: SLOW_MS,
        signal,
      },
    );
    return items ?? [];
  }

  /** Manifests as JSON text, generated for a revision. */
  async manifests(
    app: AppId,
    { revisions, multiSource }: RevisionOf,
    signal?: AbortSignal,
  ): Promise<string[]> {
    const { manifests } = await this.ask<{ manifests?: string[] | null }>(
      manifestsShape,
      {
        path: appPath(app, '/manifests'),
        query: {
          ...inNamespace(app),
          ...(multiSource
            ? {
                revisions,
                sourcePositions: revisions.map((_, at) => String(at + 1)),
              }
            : { revision: revisions[0] }),
        },
        timeoutMs: SLOW_MS,
        signal,
      },
    );
    return manifests ?? [];
  }

  revisionMetadata(
    app: AppId,
    revision: string,
    options: {
      sourceIndex?: number;
      historyId?: number | null;
      signal?: AbortSignal;
    } = {},
  ): Promise<RevisionMetadata> {
    const { sourceIndex, historyId, signal } = options;
    return this.ask(revisionShape, {
      path: appPath(app, `/revisions/${revisionSegment(revision)}/metadata`),
      query: {
        ...inNamespace(app),
        sourceIndex: sourceIndex === undefined ? undefined : `${sourceIndex}`,
        versionId: typeof historyId === 'number' ? `${historyId}` : undefined,
      },
      signal,
    });
  }

  syncWindows(app: AppId, signal?: AbortSignal): Promise<SyncWindows> {
    return this.ask(windowsShape, {
      path: appPath(app, '/syncwindows'),
      query: inNamespace(app),
      signal,
    });
  }

  applicationSet(
    name: string,
    namespace: string | null,
    signal?: AbortSignal,
  ): Promise<ApplicationSet> {
    return this.ask(applicationSetShape, {
      path: `/api/v1/applicationsets/${segment(name, 'an ApplicationSet')}`,
      query: { appsetNamespace: namespace ?? undefined },
      signal,
    });
  }

  /** Whether the portal's account may: `rollback`, `sync`, `update`. */
  async canI(
    action: string,
    options: { project: string; app: AppId; signal?: AbortSignal },
  ): Promise<boolean> {
    const { project, app, signal } = options;
    const object = [project, app.namespace, app.name]
      .filter(part => part !== null)
      .map(part => segment(part, 'an application'))
      .join('/');
    const { value } = await this.ask<{ value?: string }>(answerShape, {
      path: `/api/v1/account/can-i/applications/${action}/${object}`,
      signal,
    });
    return value === 'yes';
  }

  /** Whether the portal's account may see every application, so that what it cannot see is not there. */
  async seesAll(signal?: AbortSignal): Promise<boolean> {
    const { value } = await this.ask<{ value?: string }>(answerShape, {
      path: '/api/v1/account/can-i/applications/get/%2A/%2A',
      signal,
    });
    return value === 'yes';
  }

  /** Merges into the application's spec. */
  patchSpec(
    app: AppId,
    spec: JsonObject,
    options: { project: string; signal?: AbortSignal },
  ): Promise<Application> {
    return this.ask(applicationShape, {
      method: 'PATCH',
      path: appPath(app),
      body: {
        name: app.name,
        patch: JSON.stringify({ spec }),
        patchType: 'merge',
        ...inNamespace(app),
        project: options.project,
      },
      timeoutMs: SLOW_MS,
      signal: options.signal,
    });
  }

  sync(
    app: AppId,
    wanted: {
      project: string;
      revision: string | null;
      prune: boolean;
      dryRun: boolean;
      resources: ResourceRef[];
      requester: string;
    },
    signal?: AbortSignal,
  ): Promise<Application> {
    const { project, revision, prune, dryRun, resources, requester } = wanted;
    return this.ask(applicationShape, {
      method: 'POST',
      path: appPath(app, '/sync'),
      body: {
        name: app.name,
        ...inNamespace(app),
        project,
        ...(revision !== null && { revision }),
        prune,
        dryRun,
        ...(resources.length > 0 && {
          resources: resources.map(resource => ({ ...resource })),
        }),
        infos: [{ name: 'Titanium', value: `for ${requester}` }],
      },
      timeoutMs: SLOW_MS,
      signal,
    });
  }

  rollback(
    app: AppId,
    wanted: { project: string; id: number },
    signal?: AbortSignal,
  ): Promise<Application> {
    return this.ask(applicationShape, {
      method: 'POST',
      path: appPath(app, '/rollback'),
      body: {
        name: app.name,
        id: wanted.id,
        ...inNamespace(app),
        project: wanted.project,
      },
      timeoutMs: SLOW_MS,
      signal,
    });
  }

  async terminate(
    app: AppId,
    options: { project: string; signal?: AbortSignal },
  ): Promise<void> {
    await this.json({
      method: 'DELETE',
      path: appPath(app, '/operation'),
      query: { ...inNamespace(app), project: options.project },
      signal: options.signal,
    });
  }
}
