import type {
  V1DaemonSet,
  V1Deployment,
  V1StatefulSet,
} from '@kubernetes/client-node';

/** Where a rollout stands, in kubectl's words. */
export interface RolloutState {
  text: string;
  done: boolean;
  failed: boolean;
}

const going = (text: string): RolloutState => ({
  text,
  done: false,
  failed: false,
});
const finished = (text: string): RolloutState => ({
  text,
  done: true,
  failed: false,
});
const failure = (text: string): RolloutState => ({
  text,
  done: false,
  failed: true,
});

/** As kubectl's DeploymentStatusViewer. */
export function deploymentRollout(object: V1Deployment): RolloutState {
  const name = object.metadata!.name!;
  const { spec, status = {} } = object;
  if ((object.metadata!.generation ?? 0) > (status.observedGeneration ?? 0)) {
    return going('Waiting for deployment spec update to be observed...');
  }
  const progressing = status.conditions?.find(
    condition => condition.type === 'Progressing',
  );
  if (progressing?.reason === 'ProgressDeadlineExceeded') {
    return failure(
      `error: deployment "${name}" exceeded its progress deadline`,
    );
  }
  const wanted = spec?.replicas ?? 1;
  const updated = status.updatedReplicas ?? 0;
  const replicas = status.replicas ?? 0;
  const available = status.availableReplicas ?? 0;
  const waiting = `Waiting for deployment "${name}" rollout to finish:`;
  if (updated < wanted) {
    return going(
      `${waiting} ${updated} out of ${wanted} new replicas have been updated...`,
    );
  }
  if (replicas > updated) {
    return going(
      `${waiting} ${
        replicas - updated
      } old replicas are pending termination...`,
    );
  }
  if (available < updated) {
    return going(
      `${waiting} ${available} of ${updated} updated replicas are available...`,
    );
  }
  return finished(`deployment "${name}" successfully rolled out`);
}

/** As kubectl's StatefulSetStatusViewer. */
export function statefulSetRollout(object: V1StatefulSet): RolloutState {
  const { spec, status } = object;
  if (spec?.updateStrategy?.type === 'OnDelete') {
    return failure(
      `error: rollout status is only available for RollingUpdate strategy type`,
    );
  }
  if (
    !status?.observedGeneration ||
    (object.metadata!.generation ?? 0) > status.observedGeneration
  ) {
    return going('Waiting for statefulset spec update to be observed...');
  }
  const wanted = spec?.replicas ?? 1;
  const ready = status.readyReplicas ?? 0;
  const updated = status.updatedReplicas ?? 0;
  if (ready < wanted) {
    return going(`Waiting for ${wanted - ready} pods to be ready...`);
  }
  const partition = spec?.updateStrategy?.rollingUpdate?.partition;
  if (partition) {
    return updated < wanted - partition
      ? going(
          `Waiting for partitioned roll out to finish: ${updated} out of ${
            wanted - partition
          } new pods have been updated...`,
        )
      : finished(
          `partitioned roll out complete: ${updated} new pods have been updated...`,
        );
  }
  if (status.updateRevision !== status.currentRevision) {
    return going(
      `waiting for statefulset rolling update to complete ${updated} pods at revision ${status.updateRevision}...`,
    );
  }
  return finished(
    `statefulset rolling update complete ${
      status.currentReplicas ?? 0
    } pods at revision ${status.currentRevision}...`,
  );
}

/** As kubectl's DaemonSetStatusViewer. */
export function daemonSetRollout(object: V1DaemonSet): RolloutState {
  const name = object.metadata!.name!;
  const { spec, status } = object;
  if (spec?.updateStrategy?.type === 'OnDelete') {
    return failure(
      `error: rollout status is only available for RollingUpdate strategy type`,
    );
  }
  if ((object.metadata!.generation ?? 0) > (status?.observedGeneration ?? 0)) {
    return going('Waiting for daemon set spec update to be observed...');
  }
  const wanted = status?.desiredNumberScheduled ?? 0;
  const updated = status?.updatedNumberScheduled ?? 0;
  const available = status?.numberAvailable ?? 0;
  const waiting = `Waiting for daemon set "${name}" rollout to finish:`;
  if (updated < wanted) {
    return going(
      `${waiting} ${updated} out of ${wanted} new pods have been updated...`,
    );
  }
  if (available < wanted) {
    return going(
      `${waiting} ${available} of ${wanted} updated pods are available...`,
    );
  }
  return finished(`daemon set "${name}" successfully rolled out`);
}
