import { JsonObject } from '@backstage/types';
import {
  PlanWarning,
  StepPreview,
} from '@titanium-portal/backstage-plugin-titanium-common';
import {
  Action,
  ActionContext,
  PlanDraft,
  StepDraft,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { revisionsOf, shortRevision } from '../../applications/facts';
import {
  findApplication,
  FoundApplication,
  targetOf,
} from '../../applications/resolve';
import { previewOfObjects } from '../../diff/preview';
import { printCommand } from '../../grammar/print';
import {
  pauseStep,
  policyPreconditions,
  refusePause,
} from '../autoSync/pauseStep';
import { ActionDeps, hashOf, placeFields, refused } from '../deps';
import { RollbackInput, rollbackSchema } from '../schemas';
import { earlierOperation } from '../verify/operation';
import {
  hasWindows,
  only,
  operationWarning,
  parentWarning,
  windowWarning,
} from '../warnings';
import { chooseEntry, Entry } from './chooseEntry';
import { readFacts, RollbackFacts } from './facts';
import { rollbackStep } from './rollbackStep';
import { verifyStep } from './verifyStep';

const WATCHES: StepPreview = {
  source: 'none',
  reason: 'This step changes nothing: it watches.',
  wording: { key: 'argocd.watch' },
  entries: [],
};

function revisionText(entry: Entry): string {
  return revisionsOf(entry).map(shortRevision).join(', ') || 'unknown';
}

function firstLine(text: string | null | undefined): string | null {
  const line = text?.split('\n')[0].trim();
  return line ? line.slice(0, 120) : null;
}

function autoSyncWarning({ autoSync }: RollbackFacts): PlanWarning | undefined {
  const { enabled, prune, selfHeal } = autoSync;
  return enabled
    ? {
        code: 'argocd-auto-sync',
        severity: 'warning',
        message: `Automatic sync is on${
          selfHeal ? ' and heals what differs from Git' : ''
        }: it is paused first and stays paused, until you restore it.`,
        values: { prune, selfHeal },
      }
    : undefined;
}

function manifestWarnings({ manifests }: RollbackFacts): PlanWarning[] {
  if ('reason' in manifests) {
    return [];
  }
  const { hooks, kept } = manifests;
  return only(
    hooks.length > 0
      ? {
          code: 'argocd-hooks-skipped',
          severity: 'warning',
          message: `A rollback runs no hooks; these stay out: ${hooks
            .slice(0, 5)
            .join(', ')}.`,
          values: { hooks: hooks.slice(0, 5).join(', ') },
        }
      : undefined,
    kept > 0
      ? {
          code: 'argocd-not-pruned',
          severity: 'info',
          message: `Objects that came later stay on the cluster: ${kept}. A rollback removes nothing.`,
          values: { count: kept },
        }
      : undefined,
  );
}

function steps(
  found: FoundApplication,
  { current, chosen }: { current: Entry; chosen: Entry },
  facts: RollbackFacts,
): StepDraft[] {
  const { app } = found;
  const { autoSync, manifests } = facts;
  const place = placeFields(found);
  const { uid } = policyPreconditions(app);
  const revisions = revisionsOf(chosen);
  const shared: JsonObject = {
    ...place,
    id: chosen.id,
    revisions,
    fromId: current.id,
    fromRevisions: revisionsOf(current),
    pausedAutoSync: autoSync.enabled,
  };
  const rollback: StepDraft = {
    kind: 'rollback',
    title: `Roll back to deployment ${chosen.id} (${revisionText(chosen)})`,
    input: { ...shared, earlierOperation: earlierOperation(app, revisions) },
    preview:
      'reason' in manifests
        ? { source: 'none', reason: manifests.reason, entries: [] }
        : previewOfObjects(manifests.objects, 'computed'),
    preconditions: {
      uid,
      generation: null,
      fieldsHash: hashOf([chosen.id, revisions, current.id]),
    },
    fence: 'none',
  };
  const verify: StepDraft = {
    kind: 'verify',
    title: 'Watch until it is healthy and every pod is ready',
    input: {
      ...shared,
      images: 'reason' in manifests ? [] : manifests.images,
    },
    preview: WATCHES,
    preconditions: { uid, generation: null, fieldsHash: null },
    // It writes nothing, so that going on twice does no harm.
    fence: 'transaction',
  };
  const pause: StepDraft = {
    kind: 'pause-autosync',
    title: 'Pause automatic sync',
    input: { ...place, prune: autoSync.prune, selfHeal: autoSync.selfHeal },
    preview: {
      source: 'computed',
      entries: [
        {
          path: 'spec.syncPolicy.automated.enabled',
          before: 'true',
          after: 'false',
        },
      ],
    },
    preconditions: policyPreconditions(app),
    fence: 'none',
  };
  return autoSync.enabled ? [pause, rollback, verify] : [rollback, verify];
}

async function draft(
  { instances }: ActionDeps,
  input: RollbackInput,
  { entity, signal }: ActionContext,
): Promise<PlanDraft> {
  const found = await findApplication(instances, input, { entity, signal });
  const { app } = found;
  const { name } = app.metadata;
  if (app.metadata.deletionTimestamp) {
    throw refused(`Application ${name} is being deleted.`);
  }
  const entries = chooseEntry(app, input.id);
  const { current, chosen } = entries;
  const facts = await readFacts(found, chosen, signal);
  if (facts.autoSync.enabled) {
    refusePause({
      application: name,
      set: facts.set,
      revision: revisionText(current),
    });
  }
  if (facts.lacks.length > 0) {
    throw refused(
      `The portal's account in Argo CD has no right to ${facts.lacks.join(
        ' and ',
      )} application ${name}: ask those who run Argo CD.`,
    );
  }
  const [commit] = facts.revisions;
  const again = chosen.id === current.id;
  const message = firstLine(commit?.message);
  const images =
    'reason' in facts.manifests ? [] : facts.manifests.images.slice(0, 5);
  const values: JsonObject = {
    application: name,
    id: chosen.id,
    from: current.id,
    revision: revisionText(chosen),
    fromRevision: revisionText(current),
    message,
    author: commit?.author ?? null,
    deployedAt: chosen.deployedAt ?? null,
    images: images.join(', '),
    pausesAutoSync: facts.autoSync.enabled,
  };
  const about = [
    message && `"${message}"`,
    commit?.author && `by ${commit.author}`,
    images.length > 0 && `images ${images.join(', ')}`,
    chosen.deployedAt && `deployed ${chosen.deployedAt}`,
  ].filter(Boolean);
  return {
    sentence: `${
      again
        ? `Deploy application ${name} again as deployment ${chosen.id} has it`
        : `Roll application ${name} back from deployment ${
            current.id
          } (${revisionText(current)}) to ${chosen.id}`
    } (${revisionText(chosen)})${
      about.length > 0 ? `: ${about.join(', ')}` : ''
    }.`,
    summary: { key: again ? 'argocd.redeploy' : 'argocd.rollback', values },
    confirmLabel: again ? 'Deploy again' : `Roll back to ${chosen.id}`,
    steps: steps(found, entries, facts),
    warnings: only(
      operationWarning(app),
      facts.windows && hasWindows(facts.windows)
        ? windowWarning(facts.windows)
        : undefined,
      autoSyncWarning(facts),
      facts.autoSync.enabled ? parentWarning(app) : undefined,
      ...manifestWarnings(facts),
    ),
    undo: { possible: true },
  };
}

/** Brings back an earlier deployment: pause automatic sync, roll back, watch. */
export function rollbackAction(deps: ActionDeps): Action<RollbackInput> {
  return {
    id: 'argocd.app.rollback',
    title: 'Roll back application',
    description:
      'Brings an application back to an earlier deployment. Automatic sync is paused first.',
    risk: 'medium',
    input: rollbackSchema,
    async target(input, { entity, signal }) {
      const found = await findApplication(deps.instances, input, {
        entity,
        signal,
      });
      return targetOf(deps.instances, found);
    },
    draft: (input, _, context) => draft(deps, input, context),
    steps: {
      'pause-autosync': pauseStep(deps),
      rollback: rollbackStep(deps),
      verify: verifyStep(deps),
    },
    undo({ input, steps: done }) {
      const { cluster, application, appNamespace } = input;
      const place = { cluster, application, appNamespace };
      const pause = done.find(({ kind }) => kind === 'pause-autosync');
      const policy = pause?.applied?.state.autoSync as
        | { prune: boolean; selfHeal: boolean }
        | undefined;
      if (policy) {
        // Automatic sync then brings the newest revision again by itself.
        const { prune, selfHeal } = policy;
        return {
          action: 'argocd.app.restoreAutoSync',
          input: { ...place, prune, selfHeal },
        };
      }
      const fromId = done.find(({ kind }) => kind === 'rollback')?.applied
        ?.state.fromId;
      return typeof fromId === 'number'
        ? { action: 'argocd.app.rollback', input: { ...place, id: fromId } }
        : undefined;
    },
    toCommand: input => printCommand('argocd.app.rollback', input),
  };
}
