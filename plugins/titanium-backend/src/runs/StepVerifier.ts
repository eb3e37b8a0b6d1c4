import { RunProgress } from '@titanium-portal/backstage-plugin-titanium-common';
import { fromJsonOrNull } from '../database/database';
import { abortable } from './abortable';
import { Halt } from './Halt';
import { cancelledEnd, messageOf, RunEnd, unknownEnd } from './runEnd';
import { LeaseLostError, RunJournal } from './RunJournal';
import { contextOf, RunTaskDeps, StepWork } from './stepWork';

/** How often watching is taken up again after it broke. */
const VERIFY_ATTEMPTS = 5;

/** How long reasons are looked for after watching was given up. */
const DIAGNOSIS_MS = 20_000;

/** Watches a step that was applied until it has taken effect, and says why when it does not. */
export class StepVerifier {
  constructor(
    private readonly journal: RunJournal,
    private readonly deps: RunTaskDeps,
    private readonly halt: Halt,
  ) {}

  /** Returns when the step has succeeded or the run is left to others; else ends the run. */
  async verify(work: StepWork): Promise<void> {
    const { index, state } = work.step;
    // Whoever takes the run over goes on watching.
    if (state !== 'verifying') {
      await this.journal.write({
        run: { state: 'verifying' },
        step: { index, state: 'verifying' },
      });
    }
    const timeout = setTimeout(
      () => this.halt.for('timeout'),
      this.deps.verifyTimeout,
    );
    try {
      for (let attempt = 1; ; attempt += 1) {
        try {
          if (await this.#watch(work)) return;
          break;
        } catch (error) {
          if (error instanceof RunEnd || error instanceof LeaseLostError) {
            throw error;
          }
          if (this.halt.reason) break;
          if (attempt === VERIFY_ATTEMPTS) {
            throw unknownEnd(index, messageOf(error), 'applied');
          }
          this.deps.logger.warn('Watching a run broke off', error as Error);
          await this.halt.pause(attempt * 1000);
        }
      }
    } finally {
      clearTimeout(timeout);
    }
    if (this.halt.reason === 'cancel') {
      await this.journal.cancelRequested();
      throw cancelledEnd(this.journal, true, { index, state: 'applied' });
    }
    if (this.halt.reason === 'timeout') {
      await this.#diagnose(work);
      throw this.#timedOut(index);
    }
    if (!this.halt.reason) {
      throw unknownEnd(index, 'Watching ended without a verdict', 'applied');
    }
  }

  #timedOut(index: number): RunEnd {
    const told = fromJsonOrNull<RunProgress & object>(
      this.journal.run.row.progress,
    );
    return new RunEnd(
      'failed',
      `The change was made but has not taken full effect in time${
        told ? `: ${told.message.replace(/\.$/, '')}` : ''
      }.`,
      { index, state: 'failed' },
      { key: 'timeout' },
    );
  }

  /** What the platform says of why it takes so long; it decides nothing, and must not delay the end. */
  async #diagnose({ plan, step, handler }: StepWork) {
    const { index, applied } = step;
    const { input } = plan.steps[index];
    const { id: runId } = this.journal;
    const signal = AbortSignal.timeout(DIAGNOSIS_MS);
    try {
      const found = handler.diagnose?.(
        { target: plan.target, input, applied: applied!, runId },
        contextOf(this.journal, this.deps, signal),
      );
      if (!found) return;
      for await (const evidence of abortable(found, signal)) {
        await this.journal.write({ evidence: { ...evidence, step: index } });
      }
    } catch (error) {
      if (error instanceof LeaseLostError) throw error;
      this.deps.logger.warn('A run could not be diagnosed', error as Error);
    }
  }

  /** True when the step has succeeded; false when watching was stopped or ended without a verdict. */
  async #watch({ plan, step, handler }: StepWork): Promise<boolean> {
    const { index, applied } = step;
    const last = index === plan.steps.length - 1;
    const { signal } = this.halt;
    let told: string | undefined;
    const updates = handler.verify(
      {
        target: plan.target,
        input: plan.steps[index].input,
        applied: applied!,
        runId: this.journal.id,
      },
      contextOf(this.journal, this.deps, signal),
    );
    for await (const update of abortable(updates, signal)) {
      if (update.type === 'succeeded') {
        await this.journal.write({
          step: { index, state: 'succeeded' },
          ...(last && {
            run: { state: 'succeeded' },
            audit: { event: 'run.succeeded' },
          }),
        });
        return true;
      }
      if (update.type === 'failed') {
        throw new RunEnd(
          'failed',
          update.reason,
          { index, state: 'failed' },
          update.wording,
        );
      }
      if (update.type === 'evidence') {
        await this.journal.write({ evidence: { ...update, step: index } });
      } else {
        const text = JSON.stringify(update.progress);
        if (text !== told) {
          told = text;
          await this.journal.write({ progress: update.progress });
        }
      }
    }
    return false;
  }
}
