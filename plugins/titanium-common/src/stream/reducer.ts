import { LogLine } from '../results/types';
import { ViewState, ViewStatus } from '../views/status';
import { applyDelta, Rows } from './delta';
import { StreamMessage, StreamRefusal } from './types';

/** What a page knows of one subscription. Immutable: every change makes a new one that shares what stayed. @public */
export interface SubscriptionState {
  /** To go on from here after a reconnect; undefined before the first message. */
  cursor?: string;
  /** True once data has come. */
  ready: boolean;
  collections: ViewState['collections'];
  status: ViewStatus;
  /** Newest last; only views of lines have any. */
  lines: readonly LogLine[];
  /** Rises by one with each line ever appended, so that `lines[0]` is number `appended - lines.length`. */
  appended: number;
  /** Lines known to be missing, by `gap`s since the last snapshot. */
  dropped: number;
  /** Set when the server refused the subscription; older data is kept. */
  refused?: { code: StreamRefusal; message: string };
}

/** Before anything came. @public */
export const EMPTY_SUBSCRIPTION: SubscriptionState = {
  ready: false,
  collections: {},
  status: {},
  lines: [],
  appended: 0,
  dropped: 0,
};

/**
 * The state after a message of the same subscription; messages of the connection (`hello`, `heartbeat`, `end`) change
 * nothing. `snapshot` starts afresh, lines included.
 * @public
 */
export function applyStreamMessage(
  state: SubscriptionState,
  message: StreamMessage,
  options: { maxLines?: number } = {},
): SubscriptionState {
  switch (message.type) {
    case 'snapshot':
      return {
        ...EMPTY_SUBSCRIPTION,
        ready: true,
        cursor: message.cursor,
        collections: message.state.collections,
        status: message.state.status,
      };
    case 'delta':
      return {
        ...state,
        ready: true,
        refused: undefined,
        cursor: message.cursor,
        collections: applyCollections(
          state.collections,
          message.collections ?? {},
        ),
        status: mergeStatus(state.status, message.status),
      };
    case 'lines': {
      const max = options.maxLines ?? 10_000;
      const all = state.lines.concat(message.lines);
      return {
        ...state,
        ready: true,
        refused: undefined,
        cursor: message.cursor,
        lines: all.length > max ? all.slice(all.length - max) : all,
        appended: state.appended + message.lines.length,
        status: mergeStatus(state.status, message.status),
      };
    }
    case 'gap':
      return {
        ...state,
        ready: true,
        cursor: message.cursor,
        dropped: state.dropped + message.dropped,
      };
    case 'refused':
      return {
        ...state,
        refused: { code: message.code, message: message.message },
      };
    default:
      return state;
  }
}

function mergeStatus(status: ViewStatus, change?: ViewStatus): ViewStatus {
  return change ? { ...status, ...change } : status;
}

function applyCollections(
  collections: Record<string, Rows>,
  deltas: NonNullable<Extract<StreamMessage, { type: 'delta' }>['collections']>,
): Record<string, Rows> {
  let next = collections;
  for (const [name, delta] of Object.entries(deltas)) {
    const rows = collections[name] ?? {};
    const changed = applyDelta(rows, delta);
    if (changed !== collections[name]) {
      next = { ...next, [name]: changed };
    }
  }
  return next;
}
