import { timestamp } from '../objects';
import { Clock } from '../types';
import { Applier } from './apply';
import { Comparison } from './compare';
import {
  Operation,
  OperationState,
  Phase,
  SyncOperation,
  backoff,
  beginning,
  endMessage,
  isDeployment,
  isDone,
  isSelected,
} from './operation';
import { Application, Source } from './sources';
import { withDeployment } from './status';
import { SyncWindow, canSync } from './windows';

/** World time from a request to the first look at it, and from there to the writes and to their end. */
const NOTICE_MS = 250;
const WORK_MS = 1000;
/** How often a held operation looks at its window again. */
const HELD_MS = 5000;

export interface RunnerOptions {
  clock: Clock;
  applier: Applier;
  compare(
    app: Application,
    sources: readonly Source[],
    revisions: readonly string[],
  ): Comparison;
  get(name: string): Application | undefined;
  update(app: Application): Application;
  windows(app: Application): SyncWindow[];
  report(
    app: Application,
    event: { type?: 'Normal' | 'Warning'; reason: string; message: string },
  ): void;
  ended(name: string): void;
}

/** Runs the operations of applications, each from `operation` being set to its last phase. */
export class OperationRunner {
  /** How to call off the next look, by application at work. */
  private readonly running = new Map<string, () => void>();

  constructor(private readonly options: RunnerOptions) {}

  /** Takes up an application's operation, a new one or one that a restart has cut off; `atOnce` does not wait for its turn. */
  begin(name: string, { atOnce = false } = {}): void {
    if (atOnce || !this.running.has(name)) {
      this.again(name, NOTICE_MS);
    }
  }

  private look(name: string): void {
    const app = this.options.get(name);
    if (!app?.operation) {
      this.running.delete(name);
      return;
    }
    const known: OperationState | undefined = app.status?.operationState;
    if (!known || isDone(known.phase)) {
      this.write(app, {
        operation: app.operation,
        phase: 'Running',
        startedAt: this.now(),
      });
      this.again(name, WORK_MS);
      return;
    }
    if (known.phase === 'Terminating') {
      this.end(app, known, 'Failed', 'Operation terminated');
      return;
    }
    this.work(app, known);
  }

  private work(app: Application, known: OperationState): void {
    const { clock } = this.options;
    const operation: Operation = known.operation;
    const { sync } = operation;
    if (!sync) {
      const message = 'Invalid operation request: no operation specified';
      this.end(app, known, 'Error', message);
      return;
    }
    const state = {
      ...known,
      syncResult: known.syncResult ?? beginning(app, sync),
    };
    const isManual = !operation.initiatedBy?.automated;
    if (!canSync(this.options.windows(app), clock.now(), isManual)) {
      const message = 'Sync operation blocked by sync window';
      this.write(app, { ...state, message });
      this.again(app.metadata.name, HELD_MS);
      return;
    }
    this.sync(app, state, sync);
  }

  private sync(
    app: Application,
    state: OperationState & {
      syncResult: NonNullable<OperationState['syncResult']>;
    },
    sync: SyncOperation,
  ): void {
    const { syncResult } = state;
    const sources = syncResult.sources ?? [syncResult.source!];
    const wanted = syncResult.revisions ?? [syncResult.revision];
    let comparison: Comparison;
    try {
      comparison = this.options.compare(app, sources, wanted);
    } catch (error) {
      this.end(app, state, 'Error', (error as Error).message);
      return;
    }
    const { revisions } = comparison.desired;
    const items = comparison.items.filter(item => isSelected(sync, item.ref));
    const dryRun = Boolean(sync.dryRun);
    const resources = items.map(item =>
      this.options.applier.sync(item, { dryRun, prune: Boolean(sync.prune) }),
    );
    const next: OperationState = {
      ...state,
      message: undefined,
      syncResult: {
        ...syncResult,
        ...(syncResult.sources
          ? { revision: '', revisions }
          : { revision: revisions[0] }),
        resources,
      },
    };
    const failed = resources.filter(({ status }) => status === 'SyncFailed');
    if (failed.length > 0) {
      const reasons = failed.map(({ message }) => message).join(',');
      this.end(
        app,
        next,
        'Failed',
        `one or more objects failed to apply, reason: ${reasons}`,
      );
      return;
    }
    const message = dryRun
      ? 'successfully synced (dry run)'
      : 'successfully synced (all tasks run)';
    this.write(app, next);
    const done = {
      ...next,
      syncResult: {
        ...next.syncResult!,
        resources: resources.map(item => ({
          ...item,
          hookPhase: 'Succeeded' as const,
        })),
      },
    };
    this.again(app.metadata.name, WORK_MS, () => {
      const current = this.options.get(app.metadata.name);
      if (current?.operation) {
        this.end(current, done, 'Succeeded', message);
      } else {
        this.running.delete(app.metadata.name);
      }
    });
  }

  private end(
    app: Application,
    state: OperationState,
    phase: Phase,
    message: string,
  ): void {
    const { limit = 0 } = state.operation.retry ?? {};
    const retries = state.retryCount ?? 0;
    const isLeft = limit < 0 || retries < limit;
    if (phase !== 'Succeeded' && state.phase !== 'Terminating' && isLeft) {
      this.retry(app, state, message, retries + 1);
      return;
    }
    const { name } = app.metadata;
    const finished: OperationState = {
      ...state,
      phase,
      message:
        retries > 0 && phase !== 'Succeeded'
          ? `${message} (retried ${retries} times).`
          : message,
      finishedAt: this.now(),
    };
    const { operation, ...rest } = app;
    const status = {
      ...app.status,
      operationState: finished,
      ...(isDeployment(finished)
        ? { history: withDeployment(app, this.deployment(finished)) }
        : {}),
    };
    this.running.delete(name);
    const written = this.options.update({ ...rest, status } as Application);
    this.options.report(written, {
      type: phase === 'Succeeded' ? 'Normal' : 'Warning',
      reason: 'OperationCompleted',
      message: endMessage(app, finished),
    });
    this.options.ended(name);
  }

  private retry(
    app: Application,
    state: OperationState,
    message: string,
    attempt: number,
  ): void {
    const { clock } = this.options;
    const wait = backoff(state.operation.retry, attempt);
    const at = new Date(clock.now() + wait)
      .toLocaleTimeString('en-US', {
        hour: 'numeric',
        minute: '2-digit',
        timeZone: 'UTC',
      })
      .replace(/\s/g, '');
    this.write(app, {
      ...state,
      retryCount: attempt,
      message: `${message}. Retrying attempt #${attempt} at ${at}.`,
      syncResult: undefined,
    });
    this.again(app.metadata.name, wait);
  }

  private deployment(state: OperationState) {
    const result = state.syncResult!;
    const { initiatedBy = {} } = state.operation;
    return {
      ...(result.sources
        ? { revisions: result.revisions, sources: result.sources }
        : { revision: result.revision, source: result.source }),
      deployStartedAt: state.startedAt,
      deployedAt: this.now(),
      initiatedBy,
    };
  }

  private write(app: Application, state: OperationState): Application {
    const operationState = JSON.parse(JSON.stringify(state));
    return this.options.update({
      ...app,
      status: { ...app.status, operationState },
    });
  }

  private again(name: string, ms: number, task = () => this.look(name)): void {
    this.running.get(name)?.();
    this.running.set(name, this.options.clock.after(ms, task));
  }

  private now(): string {
    return timestamp(this.options.clock.now());
  }
}
