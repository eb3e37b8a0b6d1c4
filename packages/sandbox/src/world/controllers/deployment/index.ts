import {
  conditionOf,
  controllerOf,
  timestamp,
  withCondition,
} from '../../objects';
import { R } from '../../resources';
import { KubeObject } from '../../types';
import { Controller, Key, WorldContext, ownedBy, self } from '../controller';
import { isComplete } from './math';
import {
  Revisions,
  ensureNewSet,
  recordRevision,
  revisionOf,
  revisionsOf,
} from './revisions';
import { recreateStep, rollingStep } from './rollout';
import { isScaling, scale } from './scaling';
import { deadlineOf, withStatus } from './status';

/** Rolls templates out over ReplicaSets, keeps their revisions, and reports progress as the real controller does. */
export function deploymentController(context: WorldContext): Controller {
  const { store, clock } = context;

  function ensure(deployment: KubeObject): KubeObject {
    const revisions = revisionsOf(context, deployment);
    const newSet = ensureNewSet(context, deployment, revisions);
    recordRevision(context, deployment, newSet, !revisions.newSet);
    return newSet;
  }

  function roll(deployment: KubeObject): void {
    const { oldSets } = revisionsOf(context, deployment);
    if (deployment.spec.strategy?.type === 'Recreate') {
      recreateStep(context, deployment, oldSets, () => ensure(deployment));
    } else {
      rollingStep(context, deployment, ensure(deployment), oldSets);
    }
  }

  function step(found: KubeObject): void {
    if (found.metadata.deletionTimestamp) {
      return;
    }
    const deployment = markPaused(context, found);
    const revisions = revisionsOf(context, deployment);
    if (deployment.spec.paused || isScaling(deployment, revisions)) {
      scale(context, deployment, revisions);
    } else {
      roll(deployment);
    }
  }

  return {
    name: 'deployment',
    sources: [
      self(R.deployments),
      ownedBy(R.replicaSets, 'Deployment'),
      // Recreate waits until the last old pod is gone.
      { id: R.pods, keys: pod => ownerOfLeaving(context, pod) },
    ],
    reconcile({ namespace, name }) {
      const find = () => store.get(R.deployments, namespace, name);
      const deployment = find();
      if (!deployment) {
        return undefined;
      }
      step(deployment);
      const current = find()!;
      const revisions = revisionsOf(context, current);
      const next = store.update(
        R.deployments,
        withStatus(current, revisions, clock.now()),
      );
      if (isComplete(next)) {
        forgetRevisions(context, next, revisions);
        return undefined;
      }
      const deadline = deadlineOf(next);
      return deadline === Infinity || deadline <= clock.now()
        ? undefined
        : deadline - clock.now();
    },
  };
}

/** The deployment behind a pod that is being, or has been, deleted. */
function ownerOfLeaving({ store }: WorldContext, pod: KubeObject): Key[] {
  const owner = pod.metadata.deletionTimestamp && controllerOf(pod);
  if (!owner || owner.kind !== 'ReplicaSet') {
    return [];
  }
  const { namespace } = pod.metadata;
  const set = store.get(R.replicaSets, namespace, owner.name);
  const deployment = set && controllerOf(set);
  return deployment ? [{ namespace, name: deployment.name }] : [];
}

/** Says in the Progressing condition that a rollout is held, or goes on. */
function markPaused(
  { store, clock }: WorldContext,
  deployment: KubeObject,
): KubeObject {
  const paused = Boolean(deployment.spec.paused);
  const marked =
    conditionOf(deployment, 'Progressing')?.reason === 'DeploymentPaused';
  if (paused === marked) {
    return deployment;
  }
  const conditions = withCondition(
    deployment.status?.conditions,
    {
      type: 'Progressing',
      status: 'Unknown',
      reason: paused ? 'DeploymentPaused' : 'DeploymentResumed',
      message: paused ? 'Deployment is paused' : 'Deployment is resumed',
    },
    timestamp(clock.now()),
    { lastUpdateTime: true },
  );
  return store.update(R.deployments, {
    ...deployment,
    status: { ...deployment.status, conditions },
  });
}

/** Drops the oldest revisions past the deployment's limit, once a rollout is complete. */
function forgetRevisions(
  { store }: WorldContext,
  deployment: KubeObject,
  { oldSets }: Revisions,
): void {
  const limit = deployment.spec.revisionHistoryLimit ?? 10;
  const idle = oldSets
    .filter(
      set =>
        set.spec.replicas === 0 &&
        !set.status?.replicas &&
        !set.metadata.deletionTimestamp,
    )
    .sort((a, b) => revisionOf(a) - revisionOf(b));
  for (const set of idle.slice(0, Math.max(0, oldSets.length - limit))) {
    store.delete(R.replicaSets, set.metadata.namespace, set.metadata.name);
  }
}
