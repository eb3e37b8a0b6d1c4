import { LoggerService } from '@backstage/backend-plugin-api';
import {
  Plan,
  RunProgress,
} from '@titanium-portal/backstage-plugin-titanium-common';
import {
  Action,
  ActionContext,
  StepHandler,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { actionContext } from '../actions/context';
import { fromJsonOrNull, isoNow } from '../database/database';
import { SealedValues, VALUE_GONE } from '../plans/SealedValues';
import { abortable } from './abortable';
import { isRefusal, messageOf, RunEnd, unknownEnd } from './runEnd';
import { LeaseLostError, RunJournal } from './RunJournal';
import { StoredStep } from './RunStore';

/** How often watching is taken up again after it broke. */
const VERIFY_ATTEMPTS = 5;

/** How long reasons are looked for after watching was given up. */
const DIAGNOSIS_MS = 20_000;

const STILL_WRITING = 'Another instance may still be writing';

/** Why a step's watching stopped before it knew. */
type Stop = 'cancel' | 'shutdown' | 'timeout' | 'lease';

/**
 * One run being carried out, step by step. Each state is persisted before and after each call to the platform, so that
 * whoever takes over knows what may have happened; `apply` is called at most once for each step.
 */
export class RunTask {
  readonly #stop = new AbortController();
  #stopped?: Stop;

  constructor(
    private readonly journal: RunJournal,
    private readonly deps: {
      action: Action | undefined;
      /** `restart`: whoever had it is gone; `takeover`: it may still be alive. */
      recovery: 'none' | 'restart' | 'takeover';
      verifyTimeout: number;
      sealed: SealedValues;
      logger: LoggerService;
    },
  ) {}

  cancel() {
    this.#halt('cancel');
  }

  /** Stops at the next safe point and leaves the run as it is. */
  stop() {
    this.#halt('shutdown');
  }

  async heartbeat() {
    if (!(await this.journal.heartbeat())) {
      this.#halt('lease');
    } else if (await this.journal.cancelRequested()) {
      this.#halt('cancel');
    }
  }

  async execute(): Promise<void> {
    const { plan, steps } = this.journal.run;
    try {
      for (const step of steps) {
        if (!['succeeded', 'skipped'].includes(step.state)) {
          await this.#step(plan, step);
          if (this.#stopped === 'shutdown' || this.#stopped === 'lease') {
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
    if (step.state === 'applying') {
      await this.#reconcile(plan, step, handler);
    } else if (step.state === 'pending') {
      if (this.#stopped === 'shutdown') return;
      await this.#mayApply(plan, step);
      await this.#apply(plan, step, handler);
    }
    if (this.#stopped !== 'shutdown' && this.#stopped !== 'lease') {
      await this.#verify(plan, step, handler);
    }
  }

  async #mayApply(plan: Plan, step: StoredStep) {
    if (this.#stopped === 'cancel' || (await this.journal.cancelRequested())) {
      throw this.#cancelled(step.index > 0);
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
    if (needsValue && !this.deps.sealed.has(plan.id)) {
      throw new RunEnd('failed', VALUE_GONE, undefined, { key: 'valueGone' });
    }
  }

  async #apply(plan: Plan, step: StoredStep, handler: StepHandler) {
    const { index } = step;
    const { input, preconditions, fence } = plan.steps[index];
    await this.journal.write({
      run: { state: 'applying' },
      step: { index, state: 'applying' },
      audit: { event: 'step.applying', after: { step: index, input, fence } },
    });
    const { id: runId } = this.journal;
    const { target } = plan;
    const sealed = this.deps.sealed.take(plan.id);
    const held = () => this.journal.held();
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
      if (isRefusal(error)) {
        throw new RunEnd('failed', messageOf(error), {
          index,
          state: 'failed',
        });
      }
      // The answer may have been lost on the way back, after the change was made.
      this.deps.logger.warn('A step broke off', error as Error);
      await this.#reconcile(plan, step, handler, messageOf(error));
    }
  }

  /**
   * Compares the object with what the step would have left, once no write of before can come any more. Writes nothing
   * itself, but for a change whose name makes it one.
   */
  async #reconcile(
    plan: Plan,
    step: StoredStep,
    handler: StepHandler,
    cause?: string,
  ) {
    const { index } = step;
    const { fence } = plan.steps[index];
    const takeover = this.deps.recovery === 'takeover' && !cause;
    if (takeover && fence === 'none') {
      throw unknownEnd(index, STILL_WRITING);
    }
    await this.journal.held();
    const open = await this.#fence(plan, step, handler, { takeover, cause });
    const found = await this.#look(plan, step, handler);
    if (found.outcome === 'applied') {
      await this.#applied(step, found.applied);
      return;
    }
    if (found.outcome === 'unknown') {
      throw unknownEnd(index, found.reason);
    }
    if (takeover && fence === 'deterministicName') {
      await this.#applyByName(plan, step, handler);
      return;
    }
    if (open) {
      throw unknownEnd(index, open);
    }
    throw new RunEnd(
      'failed',
      cause ??
        found.reason ??
        'The portal was interrupted before the change was made; nothing was changed.',
      { index, state: 'failed' },
      cause === undefined ? found.wording ?? { key: 'interrupted' } : undefined,
    );
  }

  async #look(plan: Plan, step: StoredStep, handler: StepHandler) {
    const { input, preconditions } = plan.steps[step.index];
    const { target } = plan;
    return handler
      .reconcile(
        { target, input, preconditions, runId: this.journal.id },
        this.#context(),
      )
      .catch(error => ({
        outcome: 'unknown' as const,
        reason: messageOf(error),
      }));
  }

  /** Makes writes of before fail. Answers why one may still come, if so. */
  async #fence(
    { target, steps }: Plan,
    { index }: StoredStep,
    handler: StepHandler,
    { takeover, cause }: { takeover: boolean; cause?: string },
  ): Promise<string | undefined> {
    if (!handler.fence) {
      return takeover ? STILL_WRITING : undefined;
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
      // After a restart nobody is there who could still write.
      return takeover || cause !== undefined
        ? `${STILL_WRITING}, and it cannot be kept from it: ${messageOf(error)}`
        : undefined;
    }
  }

  /** Makes a change whose name makes it one: of two writes the later is refused, whoever sends it. */
  async #applyByName(plan: Plan, step: StoredStep, handler: StepHandler) {
    const { index } = step;
    const { input, preconditions } = plan.steps[index];
    const { target } = plan;
    const { id: runId } = this.journal;
    if (plan.expiresAt <= isoNow() || (await this.journal.cancelRequested())) {
      throw unknownEnd(index, STILL_WRITING);
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
      const found = await this.#look(plan, step, handler);
      if (found.outcome !== 'applied') {
        throw unknownEnd(index, messageOf(error));
      }
      await this.#applied(step, found.applied);
    }
  }

  async #applied(
    step: StoredStep,
    applied: Awaited<ReturnType<StepHandler['apply']>>,
  ) {
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

  async #verify(plan: Plan, step: StoredStep, handler: StepHandler) {
    const { index } = step;
    await this.journal.write({
      run: { state: 'verifying' },
      step: { index, state: 'verifying' },
    });
    const timeout = setTimeout(
      () => this.#halt('timeout'),
      this.deps.verifyTimeout,
    );
    try {
      for (let attempt = 1; ; attempt += 1) {
        try {
          if (await this.#watch(plan, step, handler)) return;
          break;
        } catch (error) {
          if (error instanceof RunEnd || error instanceof LeaseLostError) {
            throw error;
          }
          if (this.#stopped) break;
          if (attempt === VERIFY_ATTEMPTS) {
            throw unknownEnd(index, messageOf(error), 'applied');
          }
          this.deps.logger.warn('Watching a run broke off', error as Error);
          await this.#pause(attempt * 1000);
        }
      }
    } finally {
      clearTimeout(timeout);
    }
    if (this.#stopped === 'cancel') {
      await this.journal.cancelRequested();
      throw this.#cancelled(true, { index, state: 'applied' });
    }
    if (this.#stopped === 'timeout') {
      await this.#diagnose(plan, step, handler);
      const told = fromJsonOrNull<RunProgress & object>(
        this.journal.run.row.progress,
      );
      throw new RunEnd(
        'failed',
        `The change was made but has not taken full effect in time${
          told ? `: ${told.message.replace(/\.$/, '')}` : ''
        }.`,
        { index, state: 'failed' },
        { key: 'timeout' },
      );
    }
    if (!this.#stopped) {
      throw unknownEnd(index, 'Watching ended without a verdict', 'applied');
    }
  }

  /** What the platform says of why it takes so long; it decides nothing, and must not delay the end. */
  async #diagnose(plan: Plan, step: StoredStep, handler: StepHandler) {
    const { index, applied } = step;
    const { input } = plan.steps[index];
    const { id: runId } = this.journal;
    const signal = AbortSignal.timeout(DIAGNOSIS_MS);
    try {
      const found = handler.diagnose?.(
        { target: plan.target, input, applied: applied!, runId },
        this.#context(signal),
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
  async #watch(
    plan: Plan,
    step: StoredStep,
    handler: StepHandler,
  ): Promise<boolean> {
    const { index, applied } = step;
    const last = index === plan.steps.length - 1;
    let told: string | undefined;
    const updates = handler.verify(
      {
        target: plan.target,
        input: plan.steps[index].input,
        applied: applied!,
        runId: this.journal.id,
      },
      this.#context(this.#stop.signal),
    );
    for await (const update of abortable(updates, this.#stop.signal)) {
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

  #cancelled(changed: boolean, step?: RunEnd['step']): RunEnd {
    const by = this.journal.run.row.cancelled_by;
    const who = by ? `Cancelled by ${by}` : 'Cancelled';
    return new RunEnd(
      'cancelled',
      changed
        ? `${who}; the change that was made stays.`
        : `${who} before anything was changed.`,
      step,
      {
        key: changed ? 'cancelled.after' : 'cancelled.before',
        values: { by: by ?? '' },
      },
    );
  }

  #halt(reason: Stop) {
    this.#stopped ??= reason;
    this.#stop.abort();
  }

  #context(signal = AbortSignal.timeout(60_000)): ActionContext {
    return actionContext({
      logger: this.deps.logger,
      requester: this.journal.run.plan.requester,
      signal,
    });
  }

  #pause(milliseconds: number): Promise<void> {
    const { signal } = this.#stop;
    return new Promise(resolve => {
      const timer = setTimeout(done, milliseconds);
      signal.addEventListener('abort', done);
      function done() {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        resolve();
      }
    });
  }
}
