import { conditionOf, isReady, parseTime, timestamp } from '../objects';
import { R } from '../resources';
import { KubeObject } from '../types';
import { Controller, WorldContext, ownedBy, self } from './controller';
import { createPod, deletePod, isActive } from './pods';
import { counts } from './replicaset';

const SOURCE = { component: 'job-controller' };
const FIRST_BACKOFF_MS = 10_000;
const LONGEST_BACKOFF_MS = 6 * 60_000;

/** Runs pods to their end, as often as a job asks for. */
export function jobController(context: WorldContext): Controller {
  const { store, owned, events, clock } = context;

  function finish(
    job: KubeObject,
    type: 'Complete' | 'Failed',
    reason?: string,
    message?: string,
  ): KubeObject {
    const now = timestamp(clock.now());
    events.record(job, SOURCE, {
      type: type === 'Complete' ? 'Normal' : 'Warning',
      reason: type === 'Complete' ? 'Completed' : reason!,
      message: type === 'Complete' ? 'Job completed' : message!,
    });
    return {
      ...job,
      status: {
        ...job.status,
        conditions: [
          {
            type,
            status: 'True',
            lastProbeTime: now,
            lastTransitionTime: now,
            ...(reason ? { reason, message } : {}),
          },
        ],
        ...(type === 'Complete' ? { completionTime: now } : {}),
      },
    };
  }

  function start(job: KubeObject, count: number): void {
    for (let index = 0; index < count; index++) {
      const pod = createPod(context, job, job.spec.template);
      events.record(job, SOURCE, {
        reason: 'SuccessfulCreate',
        message: `Created pod: ${pod.metadata.name}`,
      });
    }
  }

  /** Runs what is missing and ends the job when it is done or has failed too often; returns when to look again. */
  function step(
    job: KubeObject,
    pods: KubeObject[],
  ): { job: KubeObject; again?: number } {
    const { parallelism = 1, completions, backoffLimit = 6 } = job.spec;
    const succeeded = withPhase(pods, 'Succeeded').length;
    const failures = withPhase(pods, 'Failed');
    const active = pods.filter(isActive);
    const restarts = active.reduce((sum, pod) => sum + restartsOf(pod), 0);
    const isDone =
      completions === undefined || completions === null
        ? succeeded > 0 && active.length === 0
        : succeeded >= completions;
    if (isDone) {
      return { job: finish(job, 'Complete') };
    }
    // A job that has just come starts now.
    const startTime = job.status?.startTime ?? timestamp(clock.now());
    const deadline =
      parseTime(startTime) +
      (job.spec.activeDeadlineSeconds ?? Infinity) * 1000;
    if (failures.length + restarts > backoffLimit) {
      active.forEach(pod => deletePod(context, pod));
      return {
        job: finish(
          job,
          'Failed',
          'BackoffLimitExceeded',
          'Job has reached the specified backoff limit',
        ),
      };
    }
    if (deadline <= clock.now()) {
      active.forEach(pod => deletePod(context, pod));
      return {
        job: finish(
          job,
          'Failed',
          'DeadlineExceeded',
          'Job was active longer than specified deadline',
        ),
      };
    }
    const wanted =
      succeeded > 0 && (completions === undefined || completions === null)
        ? 0
        : Math.min(parallelism, (completions ?? Infinity) - succeeded);
    const missing = wanted - active.length;
    const wait = backoff(failures) - clock.now();
    if (missing > 0 && wait > 0) {
      return { job, again: wait };
    }
    start(job, Math.max(0, missing));
    return {
      job,
      again: deadline < Infinity ? deadline - clock.now() : undefined,
    };
  }

  function expire(job: KubeObject): number | undefined {
    const ttl = job.spec.ttlSecondsAfterFinished;
    const condition =
      conditionOf(job, 'Complete') ?? conditionOf(job, 'Failed');
    if (ttl === undefined || ttl === null || !condition) {
      return undefined;
    }
    const wait =
      parseTime(condition.lastTransitionTime) + ttl * 1000 - clock.now();
    if (wait > 0) {
      return wait;
    }
    store.delete(R.jobs, job.metadata.namespace, job.metadata.name);
    return undefined;
  }

  return {
    name: 'job',
    sources: [self(R.jobs), ownedBy(R.pods, 'Job')],
    reconcile({ namespace, name }) {
      const found = store.get(R.jobs, namespace, name);
      if (!found || found.metadata.deletionTimestamp) {
        return undefined;
      }
      const job = completed(context, found);
      if (conditionOf(job, 'Complete') || conditionOf(job, 'Failed')) {
        return expire(job);
      }
      const suspended = Boolean(job.spec.suspend);
      if (suspended) {
        owned
          .list(job.metadata.uid, 'Pod')
          .filter(isActive)
          .forEach(pod => deletePod(context, pod));
      }
      const result = suspended
        ? { job }
        : step(job, owned.list(job.metadata.uid, 'Pod'));
      const pods = owned.list(job.metadata.uid, 'Pod');
      store.update(R.jobs, {
        ...result.job,
        status: {
          ...result.job.status,
          ...(suspended
            ? {}
            : { startTime: job.status?.startTime ?? timestamp(clock.now()) }),
          ...progressOf(pods),
        },
      });
      return result.again;
    },
  };
}

function progressOf(pods: KubeObject[]) {
  const active = pods.filter(isActive);
  return {
    active: undefined,
    succeeded: undefined,
    failed: undefined,
    ...counts({
      active: active.length,
      succeeded: withPhase(pods, 'Succeeded').length,
      failed: withPhase(pods, 'Failed').length,
    }),
    ready: active.filter(isReady).length,
    uncountedTerminatedPods: {},
  };
}

/** A job that came without selector gets the one of its own uid, as the API server gives it. */
function completed({ store }: WorldContext, job: KubeObject): KubeObject {
  if (job.spec.selector) {
    return job;
  }
  const labels = {
    'batch.kubernetes.io/controller-uid': job.metadata.uid!,
    'batch.kubernetes.io/job-name': job.metadata.name,
    'controller-uid': job.metadata.uid!,
    'job-name': job.metadata.name,
  };
  const { template } = job.spec;
  return store.update(R.jobs, {
    ...job,
    spec: {
      ...job.spec,
      selector: {
        matchLabels: {
          'batch.kubernetes.io/controller-uid': job.metadata.uid,
        },
      },
      template: {
        ...template,
        metadata: {
          ...template.metadata,
          labels: { ...template.metadata?.labels, ...labels },
        },
      },
    },
  });
}

function withPhase(pods: KubeObject[], phase: string): KubeObject[] {
  return pods.filter(pod => pod.status?.phase === phase);
}

function restartsOf(pod: KubeObject): number {
  return (pod.status?.containerStatuses ?? []).reduce(
    (sum: number, status: { restartCount: number }) =>
      sum + status.restartCount,
    0,
  );
}

/** When the next try may start: each failure doubles the wait after the last. */
function backoff(failures: KubeObject[]): number {
  if (failures.length === 0) {
    return 0;
  }
  const last = Math.max(
    ...failures.map(pod =>
      parseTime(
        pod.status.containerStatuses?.[0]?.state?.terminated?.finishedAt ??
          pod.metadata.creationTimestamp,
      ),
    ),
  );
  return (
    last +
    Math.min(FIRST_BACKOFF_MS * 2 ** (failures.length - 1), LONGEST_BACKOFF_MS)
  );
}
