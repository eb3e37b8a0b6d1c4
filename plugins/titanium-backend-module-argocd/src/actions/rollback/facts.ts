import { readApplicationSet } from '../../applications/applicationSets';
import { AutoSync, autoSyncOf } from '../../applications/facts';
import { FoundApplication } from '../../applications/resolve';
import { imagesOfManifests } from '../../applications/ManifestImages';
import { shownText } from '../../applications/text';
import {
  isHook,
  manifestDiff,
  ObjectDiff,
  parseState,
} from '../../diff/objects';
import { resourceKey } from '../../views/delivery/resourceRows';
import {
  queriesOfEntry,
  revisionOfEntry,
} from '../../views/delivery/historyRows';
import { DeliveryRevision } from '@titanium-portal/backstage-plugin-titanium-common';
import { SyncWindows } from '../../client/types';
import { projectOf } from '../deps';
import { Entry } from './chooseEntry';

/** What going back to a deployment would bring, as far as Argo CD can tell. */
export type Manifests =
  | { objects: ObjectDiff[]; kept: number; images: string[]; hooks: string[] }
  | { reason: string };

export interface RollbackFacts {
  autoSync: AutoSync;
  set: { name: string; ignoresSyncPolicy: boolean } | null;
  windows: SyncWindows | undefined;
  /** Of the deployment to go back to. */
  revisions: DeliveryRevision[];
  manifests: Manifests;
  /** What the portal's own account lacks in Argo CD: `update`, `sync`. */
  lacks: string[];
}

async function readManifests(
  { instance, id, app }: FoundApplication,
  chosen: Entry,
  signal: AbortSignal,
): Promise<Manifests> {
  try {
    const [resources, manifests] = await Promise.all([
      instance.client.managedResources(id, signal),
      instance.client.manifests(id, revisionOfEntry(chosen), signal),
    ]);
    const synced = new Set(
      (app.status?.resources ?? [])
        .filter(({ status }) => status === 'Synced')
        .map(resourceKey),
    );
    const hooks = manifests
      .map(parseState)
      .filter(manifest => manifest !== null && isHook(manifest))
      .map(manifest => {
        const { kind, metadata } = manifest as {
          kind?: string;
          metadata?: { name?: string };
        };
        return `${kind} ${metadata?.name}`;
      });
    return {
      ...manifestDiff(resources, manifests, resource =>
        synced.has(resourceKey(resource)),
      ),
      images: imagesOfManifests(manifests),
      hooks,
    };
  } catch (error) {
    signal.throwIfAborted();
    return {
      reason: `Argo CD cannot tell what that revision holds: ${shownText(
        (error as Error).message,
        300,
      )}`,
    };
  }
}

/**
 * Rights that the portal's account is known to lack. Found out before anything is changed: automatic sync paused and the
 * rollback then refused would be the worst of both.
 */
async function readLacks(
  { instance, id, app }: FoundApplication,
  signal: AbortSignal,
): Promise<string[]> {
  const project = projectOf(app);
  const may = (action: string) =>
    instance.client
      .canI(action, { project, app: id, signal })
      .catch(() => undefined);
  const [update, sync, rollback] = await Promise.all(
    ['update', 'sync', 'rollback'].map(may),
  );
  return [
    ...(autoSyncOf(app).enabled && update === false ? ['update'] : []),
    // Argo CD asks for one or the other, as it is configured.
    ...(sync === false && rollback === false ? ['sync'] : []),
  ];
}

/** Everything a person should know before going back. Changes nothing. */
export async function readFacts(
  found: FoundApplication,
  chosen: Entry,
  signal: AbortSignal,
): Promise<RollbackFacts> {
  const { instance, id, app } = found;
  const [set, windows, revisions, manifests, lacks] = await Promise.all([
    readApplicationSet(instance, id, app, signal),
    instance.client.syncWindows(id, signal).catch(() => undefined),
    Promise.all(
      queriesOfEntry(id, chosen).map(query => instance.revisions.load(query)),
    ),
    readManifests(found, chosen, signal),
    readLacks(found, signal),
  ]);
  signal.throwIfAborted();
  return {
    autoSync: autoSyncOf(app),
    set,
    windows,
    revisions,
    manifests,
    lacks,
  };
}
