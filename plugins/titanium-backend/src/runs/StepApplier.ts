import { AppliedStep } from '@titanium-portal/backstage-plugin-titanium-node';
import { isoNow } from '../database/database';
import {
  hasNotLanded,
  messageOf,
  mayStillLandEnd,
  RunEnd,
  unknownEnd,
} from './runEnd';
import { LeaseLostError, RunJournal } from './RunJournal';
import { StoredStep } from './RunStore';
import { contextOf, RunTaskDeps, StepWork } from './stepWork';

const STILL_WRITING = 'Another instance may still be writing';

/** Makes the change of a step, and finds out what became of one whose answer nobody has. */
export class StepApplier {
  constructor(
    private readonly journal: RunJournal,
    private readonly deps: RunTaskDeps,
  ) {}

  async apply(work: StepWork): Promise<void> {
    const { plan, step, handler } = work;
    const { index } = step;
    const { input, preconditions, fence } = plan.steps[index];
    await this.journal.write({
      run: { state: 'applying' },
      step: { index, state: 'applying' },
      audit: { event: 'step.applying', after: { step: index, input, fence } },
    });
    const { id: runId } = this.journal;
    const { target } = plan;
    const sealed =
      this.deps.action?.sealed && (await this.deps.sealed.take(plan.id));
    let mayBeSent = false;
    const held = async () => {
      await this.journal.held();
      mayBeSent = true;
    };
    try {
      const applied = await handler.apply(
        {
          target,
          input,
          preconditions,
          runId,
          held,
          ...(sealed && { sealed }),
        },
        this.#context(),
      );
      await this.#applied(step, applied);
    } catch (error) {
      if (error instanceof LeaseLostError || error instanceof RunEnd) {
        throw error;
      }
      if (!mayBeSent || hasNotLanded(error)) {
        throw new RunEnd('failed', messageOf(error), {
          index,
          state: 'failed',
        });
      }
      // The answer may have been lost on the way back, after the change was made.
      this.deps.logger.warn('A step broke off', error as Error);
      await this.#reconcile(work, messageOf(error));
    }
  }

  /** Takes up a step of which nobody knows whether its change was made. */
  async recover(work: StepWork): Promise<void> {
    const { index } = work.step;
    if (
      this.deps.recovery === 'takeover' &&
      work.plan.steps[index].fence === 'none'
    ) {
      throw unknownEnd(index, STILL_WRITING);
    }
    await this.#reconcile(work);
  }

  /**
   * Compares the object with what the step would have left, once no write of before can come any more. Writes nothing
   * itself, but for a change whose name makes it one.
   */
  async #reconcile(work: StepWork, lost?: string) {
    const { plan, step } = work;
    const { index } = step;
    await this.journal.held();
    const open = await this.#fence(work);
    const found = await this.#look(work);
    if (found.outcome === 'applied') {
      await this.#applied(step, found.applied);
      return;
    }
    if (found.outcome === 'unknown') {
      throw unknownEnd(index, found.reason);
    }
    const { reason, wording, final } = found;
    if (!final) {
      const byName = plan.steps[index].fence === 'deterministicName';
      if (byName && lost === undefined) {
        await this.#applyByName(work);
        return;
      }
      if (open !== undefined) {
        throw mayStillLandEnd(index, {
          why: [lost, open].filter(Boolean).join('; '),
          reason,
          wording,
        });
      }
    }
    throw new RunEnd(
      'failed',
      lost ??
        reason ??
        'The portal was interrupted before the change was made; nothing was changed.',
      { index, state: 'failed' },
      lost === undefined ? wording ?? { key: 'interrupted' } : undefined,
    );
  }

  async #look({ plan, step, handler }: StepWork) {
    const { input, preconditions } = plan.steps[step.index];
    const { target } = plan;
    const { id: runId } = this.journal;
    const since = step.startedAt ?? this.journal.run.row.started_at;
    return handler
      .reconcile(
        { target, input, preconditions, runId, since },
        this.#context(),
      )
      .catch(error => ({
        outcome: 'unknown' as const,
        reason: messageOf(error),
      }));
  }

  /** Makes writes of before fail. Answers why one may still come, if so: empty when nothing more can be said. */
  async #fence({
    plan: { target, steps },
    step: { index },
    handler,
  }: StepWork): Promise<string | undefined> {
    const open = this.deps.recovery === 'takeover' ? STILL_WRITING : '';
    if (!handler.fence) {
      return open;
    }
    try {
      const { id: runId, epoch } = this.journal;
      const { input } = steps[index];
      await handler.fence({ target, input, runId, epoch }, this.#context());
      return undefined;
    } catch (error) {
      this.deps.logger.warn(
        'A late write cannot be fenced off',
        error as Error,
      );
      return [open, `it cannot be fenced off: ${messageOf(error)}`]
        .filter(Boolean)
        .join('; ');
    }
  }

  /** Makes a change whose name makes it one: of two writes the later is refused, whoever sends it. */
  async #applyByName(work: StepWork) {
    const { plan, step, handler } = work;
    const { index } = step;
    const { input, preconditions } = plan.steps[index];
    const { target } = plan;
    const { id: runId } = this.journal;
    if (plan.expiresAt <= isoNow() || (await this.journal.cancelRequested())) {
      throw mayStillLandEnd(index, { why: STILL_WRITING });
    }
    const held = () => this.journal.held();
    try {
      const applied = await handler.apply(
        { target, input, preconditions, runId, held },
        this.#context(),
      );
      await this.#applied(step, applied);
    } catch (error) {
      if (error instanceof LeaseLostError) throw error;
      const found = await this.#look(work);
      if (found.outcome !== 'applied') {
        throw unknownEnd(index, messageOf(error));
      }
      await this.#applied(step, found.applied);
    }
  }

  async #applied(step: StoredStep, applied: AppliedStep) {
    const { index } = step;
    await this.journal.write({
      run: { state: 'applied' },
      step: { index, state: 'applied', applied },
      audit: {
        event: 'step.applied',
        subject: { step: index },
        before: applied.before,
        after: applied.after,
      },
    });
  }

  #context() {
    return contextOf(this.journal, this.deps);
  }
}
