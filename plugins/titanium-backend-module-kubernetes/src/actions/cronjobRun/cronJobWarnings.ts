import type { V1Container, V1CronJob } from '@kubernetes/client-node';
import { PlanWarning } from '@titanium-portal/backstage-plugin-titanium-common';

const CLIENT = /\b(?:pg_dump(?:all)?|pg_restore|psql)\b/;
const PIPED = /\bpg_dump(?:all)?\b[^|&;]*\|(?!\|)/;
const PASSWORD = ['PGPASSWORD', 'PGPASSFILE', 'PGSERVICEFILE'];

function textOf({ command = [], args = [] }: V1Container): string {
  return [...command, ...args].join(' ');
}

/** Known mistakes of backups that are written as a line of shell. */
function backupWarnings(containers: readonly V1Container[]): PlanWarning[] {
  return containers.flatMap(container => {
    const text = textOf(container);
    const values = { container: container.name };
    const warnings: PlanWarning[] = [];
    // What comes from a ConfigMap, a Secret or a mounted file cannot be seen here.
    const isHidden =
      (container.envFrom ?? []).length > 0 ||
      /postgres(?:ql)?:\/\/[^\s/]*:[^\s/]*@/.test(text);
    const hasPassword = (container.env ?? []).some(({ name }) =>
      PASSWORD.includes(name),
    );
    if (CLIENT.test(text) && !hasPassword && !isHidden) {
      warnings.push({
        code: 'backup-no-password',
        severity: 'danger',
        message: `Container ${container.name} talks to PostgreSQL and is given no password (PGPASSWORD): unless the server trusts it, the job fails.`,
        values,
      });
    }
    if (PIPED.test(text) && !text.includes('pipefail')) {
      warnings.push({
        code: 'backup-pipe',
        severity: 'warning',
        message: `Container ${container.name} pipes pg_dump into another program without pipefail: the job succeeds though the dump has failed. Look at the size of the backup.`,
        values,
      });
    }
    return warnings;
  });
}

/** What a person should know before a cron job is run out of its turn. */
export function cronJobWarnings({ spec, status }: V1CronJob): PlanWarning[] {
  const active = (status?.active ?? []).map(({ name }) => name ?? '');
  const pod = spec?.jobTemplate.spec?.template.spec;
  const warnings: PlanWarning[] = [];
  if (active.length > 0) {
    warnings.push({
      code: 'cronjob-active',
      severity: 'warning',
      message: `It is running already (${active.join(
        ', ',
      )}); concurrencyPolicy does not hold a job back that is made by hand.`,
      values: { jobs: active },
    });
  }
  if (spec?.suspend) {
    warnings.push({
      code: 'cronjob-suspended',
      severity: 'info',
      message:
        'Its schedule is suspended; this one job runs all the same, and the schedule stays suspended.',
    });
  }
  return [...warnings, ...backupWarnings(pod?.containers ?? [])];
}
