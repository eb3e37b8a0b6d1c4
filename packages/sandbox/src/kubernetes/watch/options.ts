import { ObjectPredicate, queryPredicate } from '../selectors/predicate';
import { ResourceCall } from '../server/call';
import { expired, field, invalid } from '../status';
import { parseVersion } from '../request/resourceVersion';

const MINUTE = 60_000;

/** What a watch was asked for. */
export interface WatchOptions {
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

/** Reads the query of a watch; refuses versions the store has never had. */
export function parseWatchOptions({
  type,
  query,
  api,
}: ResourceCall): WatchOptions {
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
