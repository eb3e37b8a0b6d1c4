import { LogLine } from '../results/types';
import { ViewState, ViewStatus } from '../views/status';

/** What a page wants to see. @public */
export interface StreamSubscription {
  /** The page's own id, unique within the request; comes back in every message. */
  id: string;
  /** `pods`, `pod-logs`, `runs`. */
  topic: string;
  /** The entity whose view it is; null for views of the portal (`runs`). */
  entityRef: string | null;
  /** The topic's own parameters; small JSON. */
  params?: Record<string, string | number | boolean | string[]>;
  /** Cursor of the last message applied, to go on from there. */
  cursor?: string;
}

/** Body of `POST /stream`. At most 50 subscriptions. @public */
export interface StreamRequest {
  subscriptions: StreamSubscription[];
}

/** Changes of one collection. @public */
export interface CollectionDelta {
  /** New or replaced rows, keyed. */
  put?: Record<string, object>;
  /** Changed top-level fields of known rows, keyed; null-valued fields are values, not removals. */
  patch?: Record<string, object>;
  /** Changed fields of items of lists of known rows: row key, then field, then index. */
  items?: Record<string, Record<string, Record<string, object>>>;
  remove?: string[];
}

/** A line of the stream. @public */
export type StreamMessage =
  | { type: 'hello'; epoch: string; time: string }
  | { type: 'snapshot'; id: string; cursor: string; state: ViewState }
  | {
      type: 'delta';
      id: string;
      cursor: string;
      collections?: Record<string, CollectionDelta>;
      status?: ViewStatus;
    }
  | {
      type: 'lines';
      id: string;
      cursor: string;
      lines: LogLine[];
      status?: ViewStatus;
    }
  /** Lines the reader was too slow for, or that the buffer no longer held. */
  | { type: 'gap'; id: string; cursor: string; dropped: number }
  /** The subscription ended; the others go on. */
  | { type: 'refused'; id: string; code: StreamRefusal; message: string }
  | { type: 'heartbeat'; time: string }
  | { type: 'end'; reason: StreamEnd };

/** @public */
export type StreamRefusal =
  | 'not-found'
  | 'forbidden'
  | 'not-installed'
  | 'missing-annotation'
  | 'invalid'
  | 'failed';

/** @public */
export type StreamEnd = 'expired' | 'permission' | 'shutdown' | 'overloaded';
