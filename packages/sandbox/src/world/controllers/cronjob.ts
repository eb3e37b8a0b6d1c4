import { conditionOf, ownerReference, parseTime, timestamp } from '../objects';
import { R } from '../resources';
import { KubeObject, WorldTime } from '../types';
import { Controller, WorldContext, ownedBy, self } from './controller';
import { Schedule } from './schedule';

const SOURCE = { component: 'cronjob-controller' };

/** Starts jobs by the clock and keeps a few of the ended ones. */
export function cronJobController(context: WorldContext): Controller {
  const { store, owned, events, clock } = context;

  function startJob(cronJob: KubeObject, due: WorldTime): void {
    const { jobTemplate } = cronJob.spec;
    const job = store.create(R.jobs, {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: {
        // The name says the minute, so that one moment never starts two.
        name: `${cronJob.metadata.name}-${Math.floor(due / 60_000)}`,
        namespace: cronJob.metadata.namespace,
        labels: jobTemplate.metadata?.labels,
        annotations: {
          ...jobTemplate.metadata?.annotations,
          'batch.kubernetes.io/cronjob-scheduled-timestamp': timestamp(due),
        },
        ownerReferences: [ownerReference(cronJob)],
      },
      spec: {
        parallelism: 1,
        completions: 1,
        backoffLimit: 6,
        completionMode: 'NonIndexed',
        suspend: false,
        ...jobTemplate.spec,
      },
      status: {},
    });
    events.record(cronJob, SOURCE, {
      reason: 'SuccessfulCreate',
      message: `Created job ${job.metadata.name}`,
    });
  }

  function forget(jobs: KubeObject[], limit: number): void {
    const oldest = [...jobs].sort(
      (a, b) => parseTime(a.status?.startTime) - parseTime(b.status?.startTime),
    );
    for (const job of oldest.slice(0, Math.max(0, oldest.length - limit))) {
      store.delete(R.jobs, job.metadata.namespace, job.metadata.name);
    }
  }

  function tidy(cronJob: KubeObject): KubeObject[] {
    const jobs = owned.list(cronJob.metadata.uid, 'Job');
    const done = jobs.filter(job => conditionOf(job, 'Complete'));
    const failed = jobs.filter(job => conditionOf(job, 'Failed'));
    forget(done, cronJob.spec.successfulJobsHistoryLimit ?? 3);
    forget(failed, cronJob.spec.failedJobsHistoryLimit ?? 1);
    return jobs;
  }

  return {
    name: 'cronjob',
    sources: [self(R.cronJobs), ownedBy(R.jobs, 'CronJob')],
    reconcile({ namespace, name }) {
      const cronJob = store.get(R.cronJobs, namespace, name);
      if (!cronJob || cronJob.metadata.deletionTimestamp) {
        return undefined;
      }
      const jobs = tidy(cronJob);
      const active = jobs.filter(
        job => !conditionOf(job, 'Complete') && !conditionOf(job, 'Failed'),
      );
      const schedule = Schedule.parse(cronJob.spec.schedule);
      const last = cronJob.status?.lastScheduleTime;
      const due = schedule?.next(
        parseTime(last ?? cronJob.metadata.creationTimestamp),
      );
      const isDue =
        !cronJob.spec.suspend && due !== undefined && due <= clock.now();
      const latest = isDue ? latestDue(schedule!, due, clock.now()) : undefined;
      const isHeld =
        cronJob.spec.concurrencyPolicy === 'Forbid' && active.length > 0;
      if (latest !== undefined && !isHeld) {
        if (cronJob.spec.concurrencyPolicy === 'Replace') {
          for (const job of active) {
            store.delete(R.jobs, namespace, job.metadata.name);
          }
        }
        startJob(cronJob, latest);
      }
      store.update(R.cronJobs, {
        ...cronJob,
        status: statusOf(cronJob, jobs, isHeld ? undefined : latest),
      });
      const next = schedule?.next(clock.now());
      return next === undefined || cronJob.spec.suspend
        ? undefined
        : next - clock.now();
    },
  };
}

/** After a time without a controller only the newest missed moment is caught up. */
function latestDue(
  schedule: Schedule,
  due: WorldTime,
  now: WorldTime,
): WorldTime {
  let latest = due;
  for (
    let next = schedule.next(latest), tries = 0;
    next !== undefined && next <= now && tries < 1000;
    next = schedule.next(latest), tries++
  ) {
    latest = next;
  }
  return latest;
}

function statusOf(
  cronJob: KubeObject,
  jobs: KubeObject[],
  started: WorldTime | undefined,
) {
  const active = jobs.filter(
    job => !conditionOf(job, 'Complete') && !conditionOf(job, 'Failed'),
  );
  const successes = jobs.flatMap(job => job.status?.completionTime ?? []);
  const last = [
    ...(cronJob.status?.lastSuccessfulTime
      ? [cronJob.status.lastSuccessfulTime]
      : []),
    ...successes,
  ]
    .sort()
    .at(-1);
  return {
    ...(active.length > 0
      ? {
          active: active.map(job => ({
            kind: 'Job',
            namespace: job.metadata.namespace,
            name: job.metadata.name,
            uid: job.metadata.uid,
            apiVersion: 'batch/v1',
            resourceVersion: job.metadata.resourceVersion,
          })),
        }
      : {}),
    ...(started ?? cronJob.status?.lastScheduleTime
      ? {
          lastScheduleTime:
            started !== undefined
              ? timestamp(started)
              : cronJob.status.lastScheduleTime,
        }
      : {}),
    ...(last ? { lastSuccessfulTime: last } : {}),
  };
}
