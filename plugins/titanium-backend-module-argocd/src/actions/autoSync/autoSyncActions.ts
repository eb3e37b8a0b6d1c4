import {
  Action,
  ActionContext,
  PlanDraft,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { readApplicationSet } from '../../applications/applicationSets';
import {
  AutoSync,
  autoSyncOf,
  revisionsOf,
  shortRevision,
} from '../../applications/facts';
import { findApplication, targetOf } from '../../applications/resolve';
import { desiredDiff } from '../../diff/objects';
import { previewOfObjects } from '../../diff/preview';
import { printCommand } from '../../grammar/print';
import {
  DiffEntry,
  PlanWarning,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { ActionDeps, placeFields } from '../deps';
import {
  AppActionInput,
  appSchema,
  RestoreInput,
  restoreSchema,
} from '../schemas';
import { only, parentWarning } from '../warnings';
import { pauseStep, policyPreconditions, refusePause } from './pauseStep';
import { bringsAnother, restoreStep } from './restoreStep';

const PATH = 'spec.syncPolicy.automated';

function policyEntries(before: AutoSync, after: AutoSync): DiffEntry[] {
  return (['enabled', 'prune', 'selfHeal'] as const)
    .filter(key => before[key] !== after[key])
    .map(key => ({
      path: `${PATH}.${key}`,
      before: String(before[key]),
      after: String(after[key]),
    }));
}

async function draftPause(
  { instances }: ActionDeps,
  input: AppActionInput,
  { entity, signal }: ActionContext,
): Promise<PlanDraft> {
  const found = await findApplication(instances, input, { entity, signal });
  const { app, instance, id } = found;
  const { name } = app.metadata;
  const now = autoSyncOf(app);
  const set = await readApplicationSet(instance, id, app, signal);
  refusePause({ application: name, set, revision: null });
  return {
    sentence: `Pause automatic sync of application ${name}.`,
    summary: { key: 'argocd.pauseAutoSync', values: { application: name } },
    confirmLabel: 'Pause automatic sync',
    steps: [
      {
        kind: 'pause-autosync',
        title: 'Pause automatic sync',
        input: {
          ...placeFields(found),
          prune: now.prune,
          selfHeal: now.selfHeal,
        },
        preview: {
          source: 'computed',
          entries: policyEntries(now, { ...now, enabled: false }),
        },
        preconditions: policyPreconditions(app),
        fence: 'none',
      },
    ],
    warnings: only(parentWarning(app)),
    undo: now.enabled
      ? { possible: true }
      : { possible: false, reason: 'Nothing will have changed.' },
  };
}

function bringsWarning(revision: string): PlanWarning {
  return {
    code: 'argocd-brings-newest',
    severity: 'warning',
    message: `Argo CD then brings what the sources ask for at once: revision ${revision}.`,
    values: { revision },
  };
}

async function draftRestore(
  { instances }: ActionDeps,
  input: RestoreInput,
  { entity, signal }: ActionContext,
): Promise<PlanDraft> {
  const found = await findApplication(instances, input, { entity, signal });
  const { app, instance, id } = found;
  const { name } = app.metadata;
  const { prune, selfHeal } = input;
  const now = autoSyncOf(app);
  const brings = bringsAnother(app);
  const revision = revisionsOf(app.status?.sync ?? {})
    .map(shortRevision)
    .join(', ');
  const objects = brings
    ? await instance.client.managedResources(id, signal).then(desiredDiff)
    : [];
  const preview = previewOfObjects(objects, 'dry-run');
  return {
    sentence: `Turn automatic sync of application ${name} on${
      brings ? `, which brings revision ${revision}` : ''
    }.`,
    summary: {
      key: 'argocd.restoreAutoSync',
      values: { application: name, prune, selfHeal, brings, revision },
    },
    confirmLabel: 'Restore automatic sync',
    steps: [
      {
        kind: 'restore-autosync',
        title: 'Restore automatic sync',
        input: {
          ...placeFields(found),
          prune,
          selfHeal,
          brings,
          before: now,
        },
        preview: {
          ...preview,
          source: brings ? 'dry-run' : 'computed',
          entries: [
            ...policyEntries(now, { enabled: true, prune, selfHeal }),
            ...preview.entries,
          ],
        },
        preconditions: policyPreconditions(app),
        fence: 'none',
      },
    ],
    warnings: only(
      brings ? bringsWarning(revision) : undefined,
      prune
        ? {
            code: 'argocd-prunes',
            severity: 'warning',
            message:
              'Automatic sync will remove objects that the sources do not hold any more.',
          }
        : undefined,
    ),
    undo: { possible: true },
  };
}

export function pauseAction(deps: ActionDeps): Action<AppActionInput> {
  return {
    id: 'argocd.app.pauseAutoSync',
    title: 'Pause automatic sync',
    description: 'Keeps Argo CD from syncing an application by itself.',
    risk: 'medium',
    input: appSchema,
    target: async (input, { entity, signal }) =>
      targetOf(
        deps.instances,
        await findApplication(deps.instances, input, { entity, signal }),
      ),
    draft: (input, _, context) => draftPause(deps, input, context),
    steps: { 'pause-autosync': pauseStep(deps) },
    undo({ input, steps }) {
      const policy = steps[0]?.applied?.state.autoSync as AutoSync | undefined;
      return policy
        ? {
            action: 'argocd.app.restoreAutoSync',
            input: { ...input, prune: policy.prune, selfHeal: policy.selfHeal },
          }
        : undefined;
    },
    toCommand: input => printCommand('argocd.app.pauseAutoSync', input),
  };
}

export function restoreAction(deps: ActionDeps): Action<RestoreInput> {
  return {
    id: 'argocd.app.restoreAutoSync',
    title: 'Restore automatic sync',
    description: 'Lets Argo CD sync an application by itself again.',
    risk: 'medium',
    input: restoreSchema,
    target: async (input, { entity, signal }) =>
      targetOf(
        deps.instances,
        await findApplication(deps.instances, input, { entity, signal }),
      ),
    draft: (input, _, context) => draftRestore(deps, input, context),
    steps: { 'restore-autosync': restoreStep(deps) },
    undo({ input }) {
      const { cluster, application, appNamespace } = input;
      return {
        action: 'argocd.app.pauseAutoSync',
        input: { cluster, application, appNamespace },
      };
    },
    toCommand: input => printCommand('argocd.app.restoreAutoSync', input),
  };
}
