import { StoreEvent } from '../../world/types';
import { negotiate } from '../request/accept';
import { ObjectPredicate, queryPredicate } from '../selectors/predicate';
import { ResourceCall, Verb } from '../server/call';
import { contentType } from '../server/respond';
import { ApiError, expired, field, invalid } from '../status';
import { Encoding, line, SharedEvent } from '../watch/event';
import { watchEncoding } from '../watch/encoding';
import { LineStream } from '../watch/stream';
import { parseVersion } from './list';

const INITIAL_EVENTS_END = { 'k8s.io/initial-events-end': 'true' };
const MINUTE = 60_000;

interface WatchOptions {
  predicate: ObjectPredicate | undefined;
  bookmarks: boolean;
  /** Changes after this one are sent; `undefined` sends the present objects first. */
  since: number | undefined;
  sendInitialEvents: boolean;
  timeoutMs: number;
}

function isTrue(value: string | null): boolean {
  return value === 'true' || value === '1' || value === '';
}

function parseOptions({ type, query, api }: ResourceCall): WatchOptions {
  const version = query.get('resourceVersion') ?? '';
  const initial = query.get('sendInitialEvents');
  const seconds = Number(query.get('timeoutSeconds') ?? 0);
  const sendInitialEvents = initial !== null && isTrue(initial);
  if (
    initial !== null &&
    query.get('resourceVersionMatch') !== 'NotOlderThan'
  ) {
    throw invalid({ group: 'meta.k8s.io', name: 'ListOptions' }, '', [
      field.forbidden(
        'resourceVersionMatch',
        'sendInitialEvents requires setting resourceVersionMatch to NotOlderThan',
      ),
    ]);
  }
  const since =
    sendInitialEvents || version === '' || version === '0'
      ? undefined
      : parseVersion(version);
  if (since !== undefined && since > api.world.store.resourceVersion) {
    // A version of another World: the client has to list again.
    throw expired(
      `too old resource version: ${since} (${api.world.store.resourceVersion})`,
    );
  }
  return {
    predicate: queryPredicate(type, query),
    bookmarks: isTrue(query.get('allowWatchBookmarks') ?? 'false'),
    since,
    sendInitialEvents,
    // Without a wish the server closes after 30 to 60 minutes, as the API server does.
    timeoutMs:
      seconds > 0 ? seconds * 1000 : (30 + Math.random() * 30) * MINUTE,
  };
}

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
  const options = parseOptions(call);
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
  let next: Encoding = encoding.first;
  const send = (event: SharedEvent) => {
    const text = event.lineFor(next, options.predicate);
    if (text) {
      next = encoding.other;
      stream.write(text);
    }
  };
  const bookmark = (annotations?: object) =>
    stream.write(
      line('BOOKMARK', encoding.bookmark(store.resourceVersion, annotations)),
    );

  missed.forEach(event => send(new SharedEvent(event)));
  if (options.sendInitialEvents) {
    bookmark(INITIAL_EVENTS_END);
  }
  const releases = [
    api.hubs.subscribe(type.storage, info.namespace, send),
    store.onHistoryExpired(() => {
      stream.write(line('ERROR', JSON.stringify(historyLost().toStatus())));
      finish();
    }),
  ];
  const timeout = setTimeout(() => {
    if (options.bookmarks) {
      bookmark();
    }
    finish();
  }, options.timeoutMs);
  releases.push(() => clearTimeout(timeout));
  if (options.bookmarks) {
    const timer = setInterval(() => bookmark(), api.bookmarkIntervalMs);
    releases.push(() => clearInterval(timer));
  }
  function release() {
    releases.splice(0).forEach(stop => stop());
  }
  function finish() {
    release();
    stream.end();
  }
  response.on('close', release);
  return undefined;
};

function historyLost(): ApiError {
  return expired('The resourceVersion for the provided watch is too old.');
}
