import { StoreError, StoreEvent } from '../types';

/** The latest changes of one collection. Older ones are forgotten, and asking for them is answered as expired. */
export class History {
  private events: StoreEvent[] = [];

  /** `floor` is the newest resourceVersion whose change is no longer known. */
  constructor(private readonly limit: number, private floor: number) {}

  push(event: StoreEvent): void {
    this.events.push(event);
    // Dropping half at once keeps the cost of a push constant.
    if (this.events.length >= this.limit * 2) {
      this.forget(this.events.length - this.limit);
    }
  }

  since(resourceVersion: number): StoreEvent[] {
    if (resourceVersion < this.floor) {
      throw new StoreError(
        410,
        'Expired',
        `too old resource version: ${resourceVersion} (${this.floor + 1})`,
      );
    }
    let first = this.events.length;
    while (
      first > 0 &&
      this.events[first - 1].resourceVersion > resourceVersion
    ) {
      first -= 1;
    }
    return this.events.slice(first);
  }

  expire(resourceVersion: number): void {
    this.events = [];
    this.floor = resourceVersion;
  }

  private forget(count: number): void {
    const dropped = this.events.splice(0, count);
    this.floor = dropped[dropped.length - 1].resourceVersion;
  }
}
