import { Plan } from '@titanium-portal/backstage-plugin-titanium-common';
import { isoNow } from '../database/database';
import { VALUE_GONE } from '../plans/SealedValues';
import { Halt } from './Halt';
import { cancelledEnd, RunEnd } from './runEnd';
import { RunJournal } from './RunJournal';
import { StoredStep } from './RunStore';
import { StepApplier } from './StepApplier';
import { StepVerifier } from './StepVerifier';
import { RunTaskDeps } from './stepWork';

/**
 * One run being carried out, step by step. Each state is persisted before and after each call to the platform, so that
 * whoever takes over knows what may have happened; `apply` is called at most once for each step.
 */
export class RunTask {
  readonly #halt = new Halt();
  readonly #applier: StepApplier;
  readonly #verifier: StepVerifier;

  constructor(
    private readonly journal: RunJournal,
    private readonly deps: RunTaskDeps,
  ) {
    this.#applier = new StepApplier(journal, deps);
    this.#verifier = new StepVerifier(journal, deps, this.#halt);
  }

  cancel() {
    this.#halt.for('cancel');
  }

  /** Stops at the next safe point and leaves the run as it is. */
  stop() {
    this.#halt.for('shutdown');
  }

  async heartbeat() {
    if (!(await this.journal.heartbeat())) {
      this.#halt.for('lease');
    } else if (await this.journal.cancelRequested()) {
      this.#halt.for('cancel');
    }
  }

  async execute(): Promise<void> {
    const { plan, steps } = this.journal.run;
    try {
      for (const step of steps) {
        if (!['succeeded', 'skipped'].includes(step.state)) {
          await this.#step(plan, step);
          if (this.#halt.isLeft) {
            return;
          }
        }
      }
    } catch (error) {
      if (!(error instanceof RunEnd)) throw error;
      await this.#end(error);
    }
  }

  async #step(plan: Plan, step: StoredStep): Promise<void> {
    const handler = this.deps.action?.steps[plan.steps[step.index].kind];
    if (!handler) {
      throw new RunEnd(
        step.state === 'pending' ? 'failed' : 'unknown',
        'The module that carries out this action is not installed any more.',
        { index: step.index, state: 'failed' },
        { key: 'notInstalled' },
      );
    }
    const work = { plan, step, handler };
    if (step.state === 'applying') {
      await this.#applier.recover(work);
    } else if (step.state === 'pending') {
      if (this.#halt.reason === 'shutdown') return;
      await this.#mayApply(plan, step);
      await this.#applier.apply(work);
    }
    if (!this.#halt.isLeft) {
      await this.#verifier.verify(work);
    }
  }

  async #mayApply(plan: Plan, step: StoredStep) {
    if (
      this.#halt.reason === 'cancel' ||
      (await this.journal.cancelRequested())
    ) {
      throw cancelledEnd(this.journal, step.index > 0);
    }
    if (this.deps.recovery !== 'none' && plan.expiresAt <= isoNow()) {
      throw new RunEnd(
        'failed',
        'The portal was interrupted and the plan has expired meanwhile; nothing more was changed.',
        undefined,
        { key: 'expired' },
      );
    }
    const needsValue = this.deps.action?.sealed && step.index === 0;
    if (needsValue && !(await this.deps.sealed.find(plan.id))) {
      throw new RunEnd('failed', VALUE_GONE, undefined, { key: 'valueGone' });
    }
  }

  async #end({ state, reason, step, wording }: RunEnd) {
    const pending = this.journal.run.steps
      .filter(item => item.state === 'pending' && item.index !== step?.index)
      .map(item => item.index);
    await this.journal.write({
      run: { state, reason, wording },
      ...(step && {
        step: { ...step, ...(step.state !== 'applied' && { reason, wording }) },
      }),
      skip: pending,
      audit: { event: `run.${state}`, after: { reason } },
    });
  }
}
