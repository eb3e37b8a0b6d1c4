import {
  applyStreamMessage,
  EMPTY_SUBSCRIPTION,
  StreamMessage,
  StreamSubscription,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { StreamTopic, StreamView } from './types';

const EMPTY_VIEW: StreamView = { ...EMPTY_SUBSCRIPTION, gaps: [] };

/** One topic: its state, who looks at it, and whether somebody does. */
export class Subscription {
  readonly listeners = new Set<() => void>();
  users = 0;
  view: StreamView = EMPTY_VIEW;
  maxLines = 0;
  /** A refused topic is left alone until then. */
  restsUntil = 0;

  constructor(readonly id: string, readonly topic: StreamTopic) {}

  /** As posted, with the cursor to go on from. */
  request(): StreamSubscription {
    return {
      id: this.id,
      topic: this.topic.topic,
      entityRef: this.topic.entityRef,
      ...(this.topic.params ? { params: this.topic.params } : {}),
      ...(this.view.cursor ? { cursor: this.view.cursor } : {}),
    };
  }

  apply(message: StreamMessage): void {
    const before = this.view;
    const next = applyStreamMessage(before, message, {
      maxLines: this.maxLines || undefined,
    });
    this.view = { ...next, gaps: gapsAfter(before, next, message) };
  }
}

function gapsAfter(
  before: StreamView,
  next: { appended: number; lines: readonly unknown[] },
  message: StreamMessage,
): StreamView['gaps'] {
  if (message.type === 'snapshot') {
    return EMPTY_VIEW.gaps;
  }
  if (message.type === 'gap') {
    return [
      ...before.gaps,
      { before: before.appended, dropped: message.dropped },
    ];
  }
  // A gap above the oldest kept line has nothing left to separate.
  const oldest = next.appended - next.lines.length;
  return before.gaps.some(gap => gap.before < oldest)
    ? before.gaps.filter(gap => gap.before >= oldest)
    : before.gaps;
}

/** The same text for the same topic, whatever the order of its parameters. */
export function topicKey(topic: StreamTopic): string {
  const params = Object.entries(topic.params ?? {}).sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
  return JSON.stringify([topic.topic, topic.entityRef, params]);
}
