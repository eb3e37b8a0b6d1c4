import { LoggerService } from '@backstage/backend-plugin-api';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { SignalsService } from '@backstage/plugin-signals-node';
import {
  Plan,
  RunState,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { redactText } from '@titanium-portal/backstage-plugin-titanium-node';
import { names } from '../authorization/explain';

const nameOf = (ref: string): string => names([ref]);

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
    const { judgement } = plan.approval;
    this.#quietly(
      this.deps.notifications.send({
        recipients: {
          type: 'entity',
          // Who has approved it wants to know what became of it, too.
          entityRef: [plan.requester, ...(judgement ? [judgement.by] : [])],
        },
        payload: {
          title: `${plan.confirmLabel}: ${state}`,
          description: redactText(plan.sentence),
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
          description: `${redactText(plan.sentence)} Asked by ${nameOf(
            plan.requester,
          )}.`,
          link: `/titanium/plans/${plan.id}`,
          severity: 'high',
          topic: 'titanium-approval',
          scope: `titanium-plan-${plan.id}`,
        },
      }),
    );
  }

  planJudged(
    plan: Plan,
    verdict: 'approved' | 'rejected',
    by: string,
    reason?: string,
  ) {
    this.#quietly(
      this.deps.notifications.send({
        recipients: { type: 'entity', entityRef: plan.requester },
        payload: {
          title: `${plan.confirmLabel}: ${verdict}`,
          description: `${redactText(plan.sentence)} ${
            verdict === 'approved' ? 'Approved' : 'Rejected'
          } by ${nameOf(by)}${reason ? `: ${redactText(reason)}` : '.'}${
            verdict === 'approved' ? ' Start it before it expires.' : ''
          }`,
          link: `/titanium/plans/${plan.id}`,
          topic: 'titanium-approval',
          scope: `titanium-plan-${plan.id}`,
        },
      }),
    );
  }

  /** Nobody has approved in time. */
  approvalExpired(plan: Plan) {
    this.#quietly(
      this.deps.notifications.send({
        recipients: { type: 'entity', entityRef: plan.requester },
        payload: {
          title: `${plan.confirmLabel}: not approved in time`,
          description: `${redactText(
            plan.sentence,
          )} Nobody approved it before it expired; make it anew if it is still wanted.`,
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
