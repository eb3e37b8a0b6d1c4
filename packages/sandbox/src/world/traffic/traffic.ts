import { isReady } from '../objects';
import { noise } from '../random';
import { R } from '../resources';
import { Clock, KubeObject, ObjectStore, WorldTime } from '../types';
import { SERVICES, TrafficService } from './services';

/** Usage is sampled this often, as the metrics server does. */
export const SAMPLE_MS = 15_000;
const DAY_MS = 24 * 60 * 60_000;
/** Samples kept for those who ask a little late. */
const KEPT_SAMPLES = 4;

/** Something that changes a service's traffic for a while. */
export interface TrafficEffect {
  /** Names of services in {@link SERVICES}; all when absent. */
  services?: readonly string[];
  from: WorldTime;
  to?: WorldTime;
  /** Multiplies the requests. */
  load?: number;
  /** Multiplies the lines that its pods log. */
  logs?: number;
}

/** Requests on the services: a pure function of time and of the effects in force, so that every view agrees on it. */
export class Traffic {
  private readonly effects: TrafficEffect[] = [];
  private readonly samples: { time: WorldTime; ready: Map<string, number> }[] =
    [];

  constructor(
    private readonly clock: Clock,
    private readonly store: ObjectStore,
  ) {}

  /** Starts to count the ready pods behind each service. */
  start(): void {
    this.sample();
  }

  /** Returns a function that ends the effect now. */
  add(effect: TrafficEffect): () => void {
    const own = { ...effect };
    this.effects.push(own);
    return () => {
      own.to ??= this.clock.now();
    };
  }

  /** Requests a second on a service. */
  rate(service: TrafficService, time: WorldTime): number {
    const phase = ((time % DAY_MS) / DAY_MS) * 2 * Math.PI;
    const daily = 1 + 0.12 * Math.sin(phase - Math.PI / 2);
    const step = Math.floor(time / SAMPLE_MS);
    const jitter = 0.94 + 0.12 * noise(service.name, step);
    return (
      service.requests * daily * jitter * this.factor(service, time, 'load')
    );
  }

  /** How many times more than usual the pods of a service log. */
  verbosity(service: TrafficService | undefined, time: WorldTime): number {
    return service ? this.factor(service, time, 'logs') : 1;
  }

  /** Requests a second that one ready pod got when the last sample was taken. */
  ratePerPod(service: TrafficService, time: WorldTime): number {
    const ready = this.sampleAt(time)?.ready.get(service.name) ?? 1;
    return this.rate(service, time) / Math.max(1, ready);
  }

  /** The moment of the newest sample. */
  get sampledAt(): WorldTime {
    return this.samples.at(-1)?.time ?? this.clock.now();
  }

  /** The service that a pod serves. */
  serviceOf(pod: KubeObject): TrafficService | undefined {
    const app = pod.metadata.labels?.app;
    return SERVICES.find(
      service =>
        service.namespace === pod.metadata.namespace && service.app === app,
    );
  }

  private factor(
    service: TrafficService,
    time: WorldTime,
    field: 'load' | 'logs',
  ): number {
    return this.effects
      .filter(
        effect =>
          time >= effect.from &&
          time < (effect.to ?? Infinity) &&
          (!effect.services || effect.services.includes(service.name)),
      )
      .reduce((product, effect) => product * (effect[field] ?? 1), 1);
  }

  private sampleAt(time: WorldTime) {
    return (
      this.samples.findLast(sample => sample.time <= time) ?? this.samples[0]
    );
  }

  private sample(): void {
    const now = this.clock.now();
    const ready = new Map<string, number>();
    for (const service of SERVICES) {
      const pods = this.store.list(R.pods, service.namespace);
      ready.set(
        service.name,
        pods.filter(
          pod => pod.metadata.labels?.app === service.app && isReady(pod),
        ).length,
      );
    }
    this.samples.push({ time: now, ready });
    this.samples.splice(0, this.samples.length - KEPT_SAMPLES);
    this.clock.after(SAMPLE_MS - (now % SAMPLE_MS), () => this.sample());
  }
}
