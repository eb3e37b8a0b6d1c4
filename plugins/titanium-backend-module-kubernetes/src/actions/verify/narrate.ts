import {
  RunProgress,
  Wording,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { AwaitedPod } from './pods';
import { RolloutStatus } from './rolloutStatus';

const MOST_AWAITED = 5;
const MOST_EVIDENCE = 2;

function shorten(name: string): string {
  return name.length > 60 ? `${name.slice(0, 59)}…` : name;
}

/** How a rollout stands, in a sentence and in numbers. */
export function progressOf(
  status: Extract<RolloutStatus, { done: number }>,
  pods: readonly AwaitedPod[],
  stalled: boolean,
): RunProgress {
  const { done, total } = status;
  const ready = `${done} of ${total} ready`;
  const note = status.state === 'waiting' ? status.note : null;
  const says = note ? `${ready}, ${note.message}` : ready;
  const [first, ...others] = pods;
  const waits = first
    ? `, waiting for ${shorten(first.pod.metadata?.name ?? '')} (${
        first.reason
      })${others.length > 0 ? ` and ${others.length} more` : ''}`
    : '';
  const wording: Wording[] = [
    { key: 'ready', values: { done: String(done), total: String(total) } },
    ...(note ? [note.wording] : []),
    ...(first
      ? [
          {
            key: others.length > 0 ? 'waitingMore' : 'waiting',
            values: {
              name: shorten(first.pod.metadata?.name ?? ''),
              reason: first.reason,
              more: String(others.length),
            },
          },
        ]
      : []),
  ];
  return {
    message: `${says}${waits}`,
    wording,
    done,
    total,
    waitingFor: pods.slice(0, MOST_AWAITED).map(({ pod, reason }) => ({
      kind: 'pod',
      name: pod.metadata?.name ?? '',
      reason,
    })),
    ...(stalled ? { stalled: true } : {}),
  };
}

/** Keeps what was already told, so that watchers are told changes only. */
export class Narrator {
  private told = '';
  private moved = Date.now();
  private readonly evidence = new Set<string>();

  /** Whether the progress is news. */
  isNews(progress: RunProgress): boolean {
    const text = JSON.stringify(progress);
    const news = text !== this.told;
    this.told = text;
    return news;
  }

  private key = '';

  /** Notes how things stand; true when nothing has moved for so long. */
  stalled(key: string, after: number): boolean {
    if (key !== this.key) {
      this.key = key;
      this.moved = Date.now();
    }
    return Date.now() - this.moved >= after;
  }

  /** Milliseconds until things count as stalled. */
  patience(after: number): number {
    return Math.max(50, after - (Date.now() - this.moved));
  }

  /** Pods whose evidence was not given yet. */
  unexplained(pods: readonly AwaitedPod[]): AwaitedPod[] {
    return pods.slice(0, MOST_EVIDENCE).filter(({ pod, reason }) => {
      const key = `${pod.metadata?.uid} ${reason}`;
      const first = !this.evidence.has(key);
      this.evidence.add(key);
      return first;
    });
  }
}
