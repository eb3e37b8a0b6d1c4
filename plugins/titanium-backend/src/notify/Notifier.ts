import { LoggerService } from '@backstage/backend-plugin-api';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { SignalsService } from '@backstage/plugin-signals-node';
import {
  Plan,
  RunState,
} from '@titanium-portal/backstage-plugin-titanium-common';

/** What a notification about a run needs. */
export interface EndedRun {
  id: string;
  state: RunState;
  plan: Plan;
}

/**
 * Tells people, never everybody. Signals carry ids only; whoever gets one asks for the rest and is authorized then.
 * Both services may be missing from a portal, and no failure of theirs disturbs a run.
 */
export class Notifier {
  constructor(
    private readonly deps: {
      signals: SignalsService;
      notifications: NotificationService;
      logger: LoggerService;
    },
  ) {}

  /** Something about a run has changed; its requester's pages should look. */
  runChanged(runId: string, requester: string) {
    this.#quietly(
      this.deps.signals.publish({
        recipients: { type: 'user', entityRef: requester },
        channel: 'titanium:run',
        message: { run: runId },
      }),
    );
  }

  runEnded({ id, state, plan }: EndedRun) {
    this.#quietly(
      this.deps.notifications.send({
        recipients: { type: 'entity', entityRef: plan.requester },
        payload: {
          title: `${plan.confirmLabel}: ${state}`,
          description: plan.sentence,
          link: `/titanium/runs/${id}`,
          severity: state === 'succeeded' ? 'low' : 'high',
          topic: 'titanium-run',
          scope: `titanium-run-${id}`,
        },
      }),
    );
  }

  approvalWaits(plan: Plan) {
    this.#quietly(
      this.deps.notifications.send({
        recipients: {
          type: 'entity',
          entityRef: plan.approval.approvers,
          excludeEntityRef: plan.requester,
        },
        payload: {
          title: `Approval wanted: ${plan.confirmLabel}`,
          description: plan.sentence,
          link: `/titanium/plans/${plan.id}`,
          severity: 'high',
          topic: 'titanium-approval',
          scope: `titanium-plan-${plan.id}`,
        },
      }),
    );
  }

  planJudged(plan: Plan, verdict: 'approved' | 'rejected', by: string) {
    this.#quietly(
      this.deps.notifications.send({
        recipients: { type: 'entity', entityRef: plan.requester },
        payload: {
          title: `${plan.confirmLabel}: ${verdict}`,
          description: `${plan.sentence} Judged by ${by}.`,
          link: `/titanium/plans/${plan.id}`,
          topic: 'titanium-approval',
          scope: `titanium-plan-${plan.id}`,
        },
      }),
    );
  }

  #quietly(sending: Promise<void>) {
    sending.catch(error =>
      this.deps.logger.debug('A notification could not be sent', error),
    );
  }
}
