import { parseTime, timestamp } from './objects';
import { R } from './resources';
import { Clock, KubeObject, ObjectStore, WorldTime } from './types';

export const KEPT_MS = 60 * 60_000;
const SWEEP_MS = 5 * 60_000;

export interface EventSource {
  component: string;
  host?: string;
}

export interface EventDetails {
  type?: 'Normal' | 'Warning';
  reason: string;
  message: string;
  /** Which part of the object: `spec.containers{api-gateway}`. */
  fieldPath?: string;
}

/** Writes the cluster's events as client-go does: one that repeats raises the count of the first. Kept for an hour. */
export class EventRecorder {
  private readonly names = new Map<string, string>();
  private sequence = 0;

  /** Nothing is written before `since`: a new World's past would only be forgotten again. */
  constructor(
    private readonly clock: Clock,
    private readonly store: ObjectStore,
    private readonly since: WorldTime = 0,
  ) {}

  /** Starts to forget old events. */
  start(): void {
    this.clock.after(SWEEP_MS, () => {
      this.sweep();
      this.start();
    });
  }

  /** Forgets what it wrote, when the store has been replaced. */
  reset(): void {
    this.names.clear();
    for (const event of this.store.list(R.events)) {
      this.names.set(keyOf(event), event.metadata.name);
    }
  }

  record(about: KubeObject, source: EventSource, details: EventDetails): void {
    if (this.clock.now() < this.since) {
      return;
    }
    const now = timestamp(this.clock.now());
    const { type = 'Normal', reason, message, fieldPath } = details;
    const namespace = about.metadata.namespace ?? 'default';
    const involvedObject = {
      kind: about.kind,
      ...(about.metadata.namespace ? { namespace } : {}),
      name: about.metadata.name,
      uid: about.metadata.uid,
      apiVersion: about.apiVersion,
      resourceVersion: about.metadata.resourceVersion,
      ...(fieldPath ? { fieldPath } : {}),
    };
    const event: KubeObject = {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name: '', namespace },
      involvedObject,
      reason,
      message,
      source,
      firstTimestamp: now,
      lastTimestamp: now,
      count: 1,
      type,
      eventTime: null,
      reportingComponent: source.component,
      reportingInstance: source.host ?? '',
    };
    const key = keyOf(event);
    const known = this.store.get(
      R.events,
      namespace,
      this.names.get(key) ?? '',
    );
    if (known) {
      this.store.update(R.events, {
        ...known,
        lastTimestamp: now,
        count: (known.count ?? 1) + 1,
      });
      return;
    }
    event.metadata.name = this.name(about.metadata.name);
    this.names.set(key, event.metadata.name);
    this.store.create(R.events, event);
  }

  private name(about: string): string {
    this.sequence = (this.sequence + 1) % 1_000_000;
    const nanoseconds =
      BigInt(this.clock.now()) * 1_000_000n + BigInt(this.sequence);
    return `${about}.${nanoseconds.toString(16)}`;
  }

  private sweep(): void {
    const oldest = this.clock.now() - KEPT_MS;
    for (const event of this.store.list(R.events)) {
      if (parseTime(event.lastTimestamp ?? event.eventTime) < oldest) {
        this.names.delete(keyOf(event));
        const { namespace, name } = event.metadata;
        this.store.delete(R.events, namespace, name);
      }
    }
  }
}

function keyOf(event: KubeObject): string {
  const { uid, fieldPath } = event.involvedObject ?? {};
  return `${uid}/${fieldPath ?? ''}/${event.source?.component ?? ''}/${
    event.reason
  }/${event.message}`;
}
