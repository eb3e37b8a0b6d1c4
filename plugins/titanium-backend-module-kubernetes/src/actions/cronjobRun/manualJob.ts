import type { V1CronJob } from '@kubernetes/client-node';
import { JobManifest, RUN_ID_ANNOTATION } from '../jobs/jobs';

/** How long the controller is trusted to leave the last ended jobs in their history. */
const HISTORY_SECONDS = 60;

/** For how long a job made of a cron job stays at least once it has ended. */
export function keptSeconds({ spec }: V1CronJob): number {
  const { successfulJobsHistoryLimit = 3, failedJobsHistoryLimit = 1 } =
    spec ?? {};
  const limit = Math.min(successfulJobsHistoryLimit, failedJobsHistoryLimit);
  const ttl = spec?.jobTemplate.spec?.ttlSecondsAfterFinished ?? Infinity;
  return limit > 0 ? Math.min(ttl, HISTORY_SECONDS) : 0;
}

/** A job as `kubectl create job --from=cronjob/...` makes it; the run's id is known only when it is written. */
export function manualJob(
  cronJob: V1CronJob,
  name: string,
  runId?: string,
): JobManifest {
  const { metadata, spec } = cronJob;
  const template = spec?.jobTemplate;
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      name,
      namespace: metadata?.namespace,
      labels: template?.metadata?.labels,
      annotations: {
        ...template?.metadata?.annotations,
        'cronjob.kubernetes.io/instantiate': 'manual',
        ...(runId === undefined ? {} : { [RUN_ID_ANNOTATION]: runId }),
      },
      ownerReferences: [
        {
          apiVersion: 'batch/v1',
          kind: 'CronJob',
          name: metadata?.name ?? '',
          uid: metadata?.uid ?? '',
          controller: true,
        },
      ],
    },
    spec: template?.spec ?? { template: {} },
  };
}
