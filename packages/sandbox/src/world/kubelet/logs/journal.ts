import { Clock, KubeObject, WorldTime } from '../../types';
import { RunFacts } from './lines';

/** Runs that ended longer ago are forgotten, and with them what they said. */
export const KEPT_MS = 7 * 24 * 60 * 60_000;
/** Of the runs that ended, at most this many are kept. */
const MOST_ENDED = 20_000;
const SECOND_MS = 1000;

/** A run of a container, and where it was. */
export interface JournalRun {
  namespace: string;
  pod: string;
  app: string;
  container: string;
  node: string;
  podUid: string;
  facts: RunFacts;
}

/** What a pod's status tells of one run. Times are whole seconds. */
export interface ReportedRun {
  key: string;
  container: string;
  startedAt: WorldTime;
  finishedAt?: WorldTime;
  exit?: RunFacts['exit'];
}

/**
 * Which containers ran when. It outlives the pods, and with {@link RunLines} it is every log there ever was, at the price of
 * a few hundred bytes a run.
 */
export class Journal {
  private readonly runs = new Map<string, JournalRun>();
  private readonly ended: string[] = [];
  private readonly listeners = new Set<(run: JournalRun) => void>();

  constructor(private readonly clock: Clock) {}

  /** All known runs, in the order they began. */
  list(): Iterable<JournalRun> {
    return this.runs.values();
  }

  facts(key: string): RunFacts | undefined {
    return this.runs.get(key)?.facts;
  }

  /** Calls `listener` for each run that begins, and again when it ends. */
  watch(listener: (run: JournalRun) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Notes a run of a pod as it begins or ends; `describe` tells what is not in the report. */
  note(
    pod: KubeObject,
    { key, container, startedAt, finishedAt, exit }: ReportedRun,
    describe: () => RunFacts,
  ): void {
    let run = this.runs.get(key);
    const isNew = run === undefined;
    if (!run) {
      const { name, namespace, labels = {}, uid } = pod.metadata;
      run = {
        namespace: namespace!,
        pod: name,
        app: labels.app ?? labels['app.kubernetes.io/name'] ?? name,
        container,
        node: pod.spec.nodeName ?? '',
        podUid: uid!,
        facts: { ...describe(), startedAt: this.exact(startedAt) },
      };
      this.runs.set(key, run);
    }
    const { facts } = run;
    const hasEnded = finishedAt !== undefined && facts.finishedAt === undefined;
    if (hasEnded) {
      this.end(run, Math.max(facts.startedAt, this.exact(finishedAt)), exit);
    }
    if (isNew || hasEnded) {
      this.listeners.forEach(listener => listener(run));
    }
  }

  /** The pod is gone: what still ran in it ended now. */
  close(podUid: string, keys: Iterable<string>): void {
    for (const key of keys) {
      const run = this.runs.get(key);
      if (run && run.podUid === podUid && run.facts.finishedAt === undefined) {
        this.end(run, this.clock.now(), 'end');
        this.listeners.forEach(listener => listener(run));
      }
    }
  }

  private end(
    run: JournalRun,
    finishedAt: WorldTime,
    exit: RunFacts['exit'],
  ): void {
    run.facts.finishedAt = finishedAt;
    run.facts.exit = exit;
    this.ended.push(run.facts.key);
    const oldest = this.clock.now() - KEPT_MS;
    while (
      this.ended.length > MOST_ENDED ||
      (this.runs.get(this.ended[0])?.facts.finishedAt ?? 0) < oldest
    ) {
      if (this.ended.length === 0) {
        break;
      }
      this.runs.delete(this.ended.shift()!);
    }
  }

  /** Reports speak in whole seconds; one of this second is about now. */
  private exact(reported: WorldTime): WorldTime {
    const now = this.clock.now();
    return reported === Math.floor(now / SECOND_MS) * SECOND_MS
      ? now
      : reported;
  }
}
