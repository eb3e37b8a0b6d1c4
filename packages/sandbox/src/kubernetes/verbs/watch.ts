import { StoreEvent } from '../../world/types';
import { negotiate } from '../request/accept';
import { ResourceCall, Verb } from '../server/call';
import { contentType } from '../server/respond';
import { ApiError, expired, toApiError } from '../status';
import { Encoding, line, SharedEvent } from '../watch/event';
import { watchEncoding } from '../watch/encoding';
import { LineStream } from '../watch/stream';
import { parseWatchOptions } from '../watch/options';

const INITIAL_EVENTS_END = { 'k8s.io/initial-events-end': 'true' };

/** The changes a watch missed; 410 as an HTTP status when they are no longer known. */
function missedChanges({ api, type, info }: ResourceCall, since: number) {
  const changes: StoreEvent[] = [];
  api.world.store.watch(type.storage, { since }, event =>
    changes.push(event),
  )();
  return info.namespace === undefined
    ? changes
    : changes.filter(
        ({ object }) => object.metadata.namespace === info.namespace,
      );
}

export const watch: Verb = call => {
  const { api, type, info, response, request } = call;
  const { store } = api.world;
  const options = parseWatchOptions(call);
  const encoding = watchEncoding(call);
  const missed =
    options.since === undefined
      ? store.list(type.storage, info.namespace).map(object => ({
          type: 'ADDED' as const,
          object,
          resourceVersion: 0,
        }))
      : missedChanges(call, options.since);

  response.writeHead(200, {
    'Content-Type': contentType(negotiate(request.headers.accept)),
    'Cache-Control': 'no-cache, private',
  });
  response.flushHeaders();

  const stream = new LineStream(response, api.world.faults.kubernetes);
  const releases: (() => void)[] = [];
  let next: Encoding = encoding.first;
  let ended = false;

  function release() {
    ended = true;
    releases.splice(0).forEach(stop => stop());
  }
  function finish() {
    release();
    stream.end();
  }
  function fail(error: ApiError) {
    stream.write(line('ERROR', JSON.stringify(error.toStatus())));
    finish();
  }
  function send(event: SharedEvent) {
    if (ended) {
      return;
    }
    try {
      const text = event.lineFor(next, options.predicate);
      if (text) {
        next = encoding.other;
        stream.write(text);
      }
    } catch (error) {
      // It came within a change of the store, whose writer has no part in it.
      fail(toApiError(error));
    }
  }
  function bookmark(annotations?: object) {
    const object = encoding.bookmark(store.resourceVersion, annotations);
    stream.write(line('BOOKMARK', object));
  }

  response.on('close', release);
  missed.forEach(event => send(new SharedEvent(event)));
  if (ended) {
    return undefined;
  }
  if (options.sendInitialEvents) {
    bookmark(INITIAL_EVENTS_END);
  }
  const timeout = setTimeout(() => {
    if (options.bookmarks) {
      bookmark();
    }
    finish();
  }, options.timeoutMs);
  releases.push(
    () => clearTimeout(timeout),
    api.hubs.subscribe(type.storage, info.namespace, send),
    store.onHistoryExpired(() => fail(historyLost())),
  );
  if (options.bookmarks) {
    const timer = setInterval(() => bookmark(), api.bookmarkIntervalMs);
    releases.push(() => clearInterval(timer));
  }
  return undefined;
};

function historyLost(): ApiError {
  return expired('The resourceVersion for the provided watch is too old.');
}
