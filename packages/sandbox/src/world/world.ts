import { ArgoController } from './argocd';
import { WorldContext } from './controllers/controller';
import { startControllers } from './controllers';
import { RealClock, TestClock } from './clock';
import { EventRecorder, KEPT_MS } from './events';
import { GitServer, SavedRepository } from './git';
import { Kubelet } from './kubelet/kubelet';
import { Answers } from './kubelet/network/answers';
import { startHeartbeats } from './kubelet/nodes';
import { Runtime } from './kubelet/runtime';
import { Scheduler } from './kubelet/scheduler';
import { OwnedIndex } from './owned';
import { WorkQueue } from './queue';
import { SeededRandom } from './random';
import { R } from './resources';
import { LIVED_MS, livePast, plantSeed } from './seed';
import { MemoryStore } from './store';
import { Traffic } from './traffic/traffic';
import {
  ApiFaults,
  FaultyApi,
  ObjectStore,
  StoreSnapshot,
  World,
  WorldTime,
} from './types';

/** @public */
export interface WorldOptions {
  /** Everything random follows from it. */
  seed: string;
  /** The moment the World is entered. Default: now. */
  now?: WorldTime;
  /** Pods beside the platform's own. Default 0. */
  pods?: number;
  /** PEM text that each namespace's `kube-root-ca.crt` gets. */
  clusterCa?: string;
  /** Hears of controllers' failures, which are tried again. */
  onError?: (task: string, error: unknown) => void;
  /** Continues this World instead of making one. */
  saved?: SavedWorld;
}

/** A World as it is kept on disk. */
export interface SavedWorld {
  version: 3;
  seed: string;
  time: WorldTime;
  random: number[];
  store: StoreSnapshot;
  git: SavedRepository[];
}

const noFaults = (): ApiFaults => ({
  latencyMs: 0,
  forbidden: false,
  silent: false,
});

/**
 * The whole platform: its objects, its time, and everything that acts on them.
 *
 * @public
 */
export class TitaniumWorld implements World {
  readonly random: SeededRandom;
  readonly store: ObjectStore;
  readonly traffic: Traffic;
  readonly runtime: Runtime;
  /** What the platform is delivered from. */
  readonly git: GitServer;
  readonly argocd: ArgoController;
  private readonly answers: Answers;
  readonly faults: Readonly<Record<FaultyApi, ApiFaults>> = {
    kubernetes: noFaults(),
    prometheus: noFaults(),
    alertmanager: noFaults(),
    loki: noFaults(),
    grafana: noFaults(),
    argocd: noFaults(),
    gitea: noFaults(),
  };

  constructor(
    readonly clock: TestClock | RealClock,
    private readonly options: WorldOptions,
  ) {
    this.random = new SeededRandom(options.seed);
    this.store = new MemoryStore({ clock, random: this.random });
    this.traffic = new Traffic(clock, this.store);
    this.answers = new Answers(clock, this.store);
    this.runtime = new Runtime(clock, this.store, this.traffic, this.answers);
    this.git = new GitServer(options.seed);
    this.argocd = new ArgoController({
      clock,
      store: this.store,
      random: this.random,
      git: this.git,
    });
  }

  /** What everything random follows from. */
  get seed(): string {
    return this.options.seed;
  }

  start(): void {
    const { saved } = this.options;
    if (saved) {
      this.store.load(saved.store);
      this.random.restore(saved.random);
      this.git.restore(saved.git);
      this.startParts();
    } else {
      const seed = plantSeed(this.store, this.git, this.random, {
        now: this.clock.now(),
        pods: this.options.pods ?? 0,
      });
      this.startParts();
      livePast(this.clock, this.store, this.git, seed);
    }
    if (this.clock instanceof RealClock) {
      this.clock.run();
    }
  }

  stop(): void {
    this.clock.stop();
  }

  /** The World as it is now, for the disk. */
  save(): SavedWorld {
    return {
      version: 3,
      seed: this.options.seed,
      time: this.clock.now(),
      random: this.random.save(),
      store: this.store.dump(),
      git: this.git.save(),
    };
  }

  private startParts(): void {
    const { clock, random, store } = this;
    const since = this.options.saved ? 0 : clock.now() + LIVED_MS - KEPT_MS;
    const context: WorldContext = {
      clock,
      random,
      store,
      events: new EventRecorder(clock, store, since),
      queue: new WorkQueue(clock, this.options.onError ?? (() => {})),
      owned: new OwnedIndex(store, [
        R.pods,
        R.replicaSets,
        R.jobs,
        R.controllerRevisions,
      ]),
    };
    context.events.reset();
    context.events.start();
    this.answers.start();
    this.runtime.start();
    this.traffic.start();
    startControllers(context, this.runtime, this.options.clusterCa ?? '');
    new Scheduler(context).start();
    new Kubelet(context, this.answers).start();
    startHeartbeats(clock, store);
    this.argocd.start(context.events);
  }
}

/** A World that follows the wall, `speed` times as fast. */
export function createWorld(
  options: WorldOptions & { speed?: number },
): TitaniumWorld {
  const now = options.now ?? Date.now();
  const start = options.saved
    ? Math.max(now, options.saved.time)
    : now - LIVED_MS;
  return new TitaniumWorld(new RealClock(start, options.speed), options);
}

/**
 * A started World whose clock the caller moves, entered at a fixed moment.
 *
 * @public
 */
export function createTestWorld(options: Partial<WorldOptions> = {}): {
  world: TitaniumWorld;
  clock: TestClock;
} {
  const now = options.now ?? Date.UTC(2025, 10, 3, 9, 0, 0);
  const clock = new TestClock(options.saved?.time ?? now - LIVED_MS);
  const world = new TitaniumWorld(clock, {
    seed: 'test',
    onError: (task, error) => {
      throw new Error(`${task} failed`, { cause: error });
    },
    ...options,
  });
  world.start();
  return { world, clock };
}
