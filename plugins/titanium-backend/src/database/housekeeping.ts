import { SchedulerService } from '@backstage/backend-plugin-api';
import { TitaniumOptions } from '../config/options';
import { Services } from '../services';
import { isoIn } from './database';

/** Marks expired plans, hands out the audit chain's head, and deletes what is kept no longer. */
export async function startHousekeeping(
  scheduler: SchedulerService,
  { planStore, runStore, auditing, notifier, sealed }: Services,
  options: TitaniumOptions,
): Promise<void> {
  const { retention, auditAnchor } = options;
  await scheduler.scheduleTask({
    id: 'titanium-expire-plans',
    frequency: { minutes: 5 },
    timeout: { minutes: 5 },
    initialDelay: { minutes: 1 },
    fn: async () => {
      const waited = await planStore.knex.transaction(trx =>
        planStore.expire(trx),
      );
      const plans = await planStore.findAll(waited);
      await sealed.dropExpired();
      for (const plan of plans.values()) notifier.approvalExpired(plan);
    },
  });
  await scheduler.scheduleTask({
    id: 'titanium-anchor-audit',
    frequency: { milliseconds: auditAnchor },
    timeout: { minutes: 5 },
    initialDelay: { minutes: 1 },
    fn: () => auditing.anchor(),
  });
  await scheduler.scheduleTask({
    id: 'titanium-retention',
    frequency: { hours: 24 },
    timeout: { minutes: 30 },
    initialDelay: { minutes: 10 },
    fn: async () => {
      await auditing.anchor();
      await auditing.log.prune(isoIn(-retention.audit));
      await runStore.prune(isoIn(-retention.runs));
      await planStore.prune(isoIn(-retention.runs));
    },
  });
}
