import {
  StreamMessage,
  StreamRefusal,
  StreamRequest,
  StreamSubscription,
  SubscriptionState,
} from '@titanium-portal/backstage-plugin-titanium-common';

/** What a page wants to see; two pages asking the same share one subscription. @public */
export type StreamTopic = Pick<
  StreamSubscription,
  'topic' | 'entityRef' | 'params'
>;

/** A place in a log where lines are missing. @public */
export interface LogGap {
  /** Number of the first line after the gap, counted as `appended` counts. */
  before: number;
  /** How many lines are missing. */
  dropped: number;
}

/** All that is known of one subscription. Rows and lines that did not change keep their identity. @public */
export interface StreamView extends SubscriptionState {
  gaps: readonly LogGap[];
}

/**
 * The one connection of this browser tab. `live`: messages flow; `reconnecting`: they did, until `since`; `paused`: the
 * tab is hidden; `signed-out`: the session is over and nothing is tried again before {@link StreamStore.retry}.
 * @public
 */
export interface StreamConnection {
  state:
    | 'idle'
    | 'connecting'
    | 'live'
    | 'reconnecting'
    | 'paused'
    | 'signed-out';
  /** When data was last known to be current; milliseconds since the epoch, null before the first. */
  since: number | null;
  /** The words of the last failure. */
  reason?: string;
  /** When the next attempt is due. */
  retryAt?: number;
}

/** Opens one connection; see `TitaniumApi.stream`. @public */
export type StreamConnect = (
  request: StreamRequest,
  signal: AbortSignal,
) => AsyncIterable<StreamMessage>;

/** What the store needs of its surroundings; tests inject their own. @public */
export interface StreamEnvironment {
  now(): number;
  random(): number;
  setTimer(callback: () => void, milliseconds: number): () => void;
  /** Whether the browser tab can be seen, and a call when that changes. */
  visible(): boolean;
  onVisibility(callback: () => void): () => void;
}

/** Why a topic is not served. @public */
export interface TopicRefusal {
  code: StreamRefusal;
  message: string;
}
