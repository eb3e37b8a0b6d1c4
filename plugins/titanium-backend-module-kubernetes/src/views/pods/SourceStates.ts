import { SourceStatus } from '@titanium-portal/backstage-plugin-titanium-common';
import {
  clusterTitle,
  ViewChange,
  WatchUpdate,
} from '@titanium-portal/backstage-plugin-titanium-node';

type WatchStatus = Extract<WatchUpdate, { type: 'status' }>;

const WORST: SourceStatus['state'][] = [
  'live',
  'connecting',
  'stale',
  'unavailable',
  'forbidden',
];

/**
 * Sums the states of a cluster's watches up into what people should know: one source for the cluster, and one more for
 * each kind that is refused or missing while the pods themselves are fine.
 */
export class SourceStates {
  private readonly watches = new Map<string, WatchStatus>();
  private sent = new Map<string, string>();

  constructor(
    private readonly cluster: string,
    kinds: readonly string[],
    private readonly main: string,
  ) {
    const since = new Date();
    kinds.forEach(kind =>
      this.watches.set(kind, { type: 'status', state: 'connecting', since }),
    );
  }

  set(kind: string, status: WatchStatus): void {
    this.watches.set(kind, status);
  }

  /** True while a kind cannot be read. */
  failed(kind: string): boolean {
    const state = this.watches.get(kind)?.state;
    return state === 'unavailable' || state === 'forbidden';
  }

  /** Statuses that differ from those last reported. */
  changes(): ViewChange[] {
    const now = this.sources();
    const changes: ViewChange[] = [];
    const sent = new Map<string, string>();
    now.forEach((status, source) => {
      const text = JSON.stringify(status);
      sent.set(source, text);
      if (this.sent.get(source) !== text) {
        changes.push({ op: 'status', source, status });
      }
    });
    this.sent.forEach((_, source) => {
      // A source that is fine again is told so once; it cannot be taken back.
      if (!now.has(source)) {
        const kind = source.split(':')[2];
        changes.push({
          op: 'status',
          source,
          status: this.toSource(this.watches.get(kind)!, kind),
        });
      }
    });
    this.sent = sent;
    return changes;
  }

  private sources(): Map<string, SourceStatus> {
    const result = new Map<string, SourceStatus>();
    let worst = this.watches.get(this.main)!;
    this.watches.forEach((status, kind) => {
      const apart =
        kind !== this.main &&
        ['forbidden', 'unavailable'].includes(status.state) &&
        ['live', 'stale'].includes(this.watches.get(this.main)!.state);
      if (apart) {
        result.set(
          `kubernetes:${this.cluster}:${kind}`,
          this.toSource(status, kind),
        );
      } else if (WORST.indexOf(status.state) > WORST.indexOf(worst.state)) {
        worst = status;
      }
    });
    result.set(`kubernetes:${this.cluster}`, this.toSource(worst));
    return result;
  }

  private toSource(status: WatchStatus, kind?: string): SourceStatus {
    return {
      state: status.state,
      since: status.since.toISOString(),
      ...(status.message !== undefined && { message: status.message }),
      platform: kind
        ? `${clusterTitle(this.cluster)} (${kind})`
        : clusterTitle(this.cluster),
    };
  }
}
