import { PlanWarning } from '@titanium-portal/backstage-plugin-titanium-common';
import {
  Action,
  ActionContext,
  PlanDraft,
} from '@titanium-portal/backstage-plugin-titanium-node';
import {
  autoSyncOf,
  historyOf,
  revisionsOf,
  shortRevision,
  sourcesOf,
} from '../../applications/facts';
import { findApplication, targetOf } from '../../applications/resolve';
import { Application } from '../../client/types';
import { desiredDiff, ObjectDiff } from '../../diff/objects';
import { previewOfObjects } from '../../diff/preview';
import { printCommand } from '../../grammar/print';
import { ActionDeps, hashOf, placeFields, refused } from '../deps';
import { SyncInput, syncSchema } from '../schemas';
import { hasWindows, only, operationWarning } from '../warnings';
import { syncStep } from './syncStep';

function isChosen({ resources }: SyncInput, { ref }: ObjectDiff): boolean {
  return (
    resources.length === 0 ||
    resources.some(
      ({ kind, name, namespace }) =>
        kind === ref.kind &&
        name === ref.name &&
        (namespace === null || namespace === ref.namespace),
    )
  );
}

function pruneWarning(
  { prune, dryRun }: SyncInput,
  objects: ObjectDiff[],
): PlanWarning | undefined {
  const names = objects
    .filter(({ change }) => change === 'extra')
    .map(({ ref }) => `${ref.kind} ${ref.name}`);
  return prune && !dryRun
    ? {
        code: 'argocd-prune',
        severity: 'danger',
        message: `Objects that the sources do not hold are removed: ${
          names.slice(0, 5).join(', ') || 'none now'
        }.`,
        values: { names: names.slice(0, 5).join(', '), count: names.length },
      }
    : undefined;
}

/** Argo CD refuses other revisions while it syncs by itself. */
function checkRevision(app: Application, { revision, dryRun }: SyncInput) {
  if (revision !== null && sourcesOf(app.spec).length > 1) {
    throw refused(
      'This application has several sources: a revision of one of them is chosen in Git, not here.',
    );
  }
  const target = app.spec.source?.targetRevision ?? 'HEAD';
  if (
    revision !== null &&
    !dryRun &&
    revision !== target &&
    autoSyncOf(app).enabled
  ) {
    throw refused(
      `Automatic sync is on and follows ${target}: Argo CD refuses to sync to ${revision}. Pause automatic sync first.`,
    );
  }
}

async function draft(
  { instances }: ActionDeps,
  input: SyncInput,
  { entity, signal }: ActionContext,
): Promise<PlanDraft> {
  const found = await findApplication(instances, input, { entity, signal });
  const { app, instance, id } = found;
  const { name } = app.metadata;
  checkRevision(app, input);
  const [windows, resources] = await Promise.all([
    instance.client.syncWindows(id, signal).catch(() => undefined),
    instance.client.managedResources(id, signal),
  ]);
  if (windows && hasWindows(windows) && windows.canSync !== true) {
    throw refused(
      `A sync window keeps application ${name} from being synced now: wait until it allows it.`,
    );
  }
  const objects = desiredDiff(resources).filter(
    object =>
      isChosen(input, object) && (input.prune || object.change !== 'extra'),
  );
  const desired = revisionsOf(app.status?.sync ?? {});
  const shown = input.revision ?? desired.map(shortRevision).join(', ');
  // What another revision holds is only known to Argo CD once it has been asked to sync to it.
  const known =
    input.revision === null ||
    input.revision === app.spec.source?.targetRevision ||
    desired.includes(input.revision);
  const hasHistory = historyOf(app).length > 0;
  const part = input.resources.length;
  let undo: PlanDraft['undo'] = { possible: true };
  if (input.dryRun) {
    undo = {
      possible: false,
      reason: 'A dry run changes nothing.',
      wording: { key: 'argocd.dryRun' },
    };
  } else if (part > 0 || !hasHistory) {
    undo = {
      possible: false,
      reason:
        'Argo CD keeps no deployment for a sync of single objects, nor before the first one.',
      wording: { key: 'argocd.partial' },
    };
  }
  const verb = input.dryRun ? 'Try a sync' : 'Sync';
  return {
    sentence: `${verb} of application ${name} to ${shown || 'its sources'}${
      part > 0 ? `, ${part} chosen objects only` : ''
    }${input.prune ? ', removing what the sources do not hold' : ''}.`,
    summary: {
      key: input.dryRun ? 'argocd.dryRun' : 'argocd.sync',
      values: { application: name, revision: shown, part, prune: input.prune },
    },
    confirmLabel: input.dryRun ? 'Dry run' : 'Sync',
    ...(input.dryRun && { risk: 'low' as const }),
    ...(input.prune && !input.dryRun && { risk: 'high' as const }),
    steps: [
      {
        kind: input.dryRun ? 'dry-run' : 'sync',
        title: input.dryRun ? 'Dry run' : 'Sync',
        input: {
          ...placeFields(found),
          revision: input.revision,
          prune: input.prune,
          dryRun: input.dryRun,
          resources: input.resources,
          lastOperation: app.status?.operationState?.startedAt ?? null,
        },
        preview: known
          ? previewOfObjects(objects, 'dry-run')
          : {
              source: 'none',
              reason:
                'Argo CD tells what a revision changes only for the one its sources follow.',
              wording: { key: 'argocd.otherRevision' },
              entries: [],
            },
        preconditions: {
          uid: app.metadata.uid ?? null,
          generation: null,
          fieldsHash: hashOf([desired, input.revision]),
        },
        fence: 'none',
      },
    ],
    warnings: only(operationWarning(app), pruneWarning(input, objects)),
    undo,
  };
}

/** Brings the cluster to what the sources say. */
export function syncAction(deps: ActionDeps): Action<SyncInput> {
  return {
    id: 'argocd.app.sync',
    title: 'Sync application',
    description:
      'Brings an application, or some of its objects, to what its sources say.',
    risk: 'medium',
    input: syncSchema,
    target: async (input, { entity, signal }) =>
      targetOf(
        deps.instances,
        await findApplication(deps.instances, input, { entity, signal }),
      ),
    draft: (input, _, context) => draft(deps, input, context),
    steps: { sync: syncStep(deps), 'dry-run': syncStep(deps) },
    undo({ input, steps }) {
      const { cluster, application, appNamespace } = input;
      const fromId = steps[0]?.applied?.state.fromId;
      return typeof fromId === 'number'
        ? {
            action: 'argocd.app.rollback',
            input: { cluster, application, appNamespace, id: fromId },
          }
        : undefined;
    },
    toCommand: input => printCommand('argocd.app.sync', input),
  };
}
