import {
  SourceStatus,
  ViewStatus,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { StreamConnection } from '../../stream';

/** What the mark says: the worst of the connection and of all sources. */
export interface FreshnessSummary {
  state:
    | 'live'
    | 'connecting'
    | 'paused'
    | 'stale'
    | 'unavailable'
    | 'forbidden'
    | 'signed-out';
  /** Milliseconds since the epoch of the last good data. */
  since: number | null;
  /** The platform at fault; null when it is the connection to the portal. */
  platform: string | null;
  message: string | null;
}

const ORDER: SourceStatus['state'][] = [
  'live',
  'connecting',
  'stale',
  'unavailable',
  'forbidden',
];

function fromConnection(connection: StreamConnection): FreshnessSummary | null {
  const base = {
    since: connection.since,
    platform: null,
    message: connection.reason ?? null,
  };
  switch (connection.state) {
    case 'signed-out':
      return { ...base, state: 'signed-out' };
    case 'reconnecting':
      return { ...base, state: 'stale' };
    case 'paused':
      return { ...base, state: 'paused' };
    case 'connecting':
    case 'idle':
      return connection.reason && connection.since === null
        ? { ...base, state: 'unavailable' }
        : { ...base, state: 'connecting' };
    default:
      return null;
  }
}

/** A lost connection hides how the platforms are doing; otherwise the worst platform speaks. */
export function summarizeFreshness(
  connection: StreamConnection,
  status: ViewStatus,
): FreshnessSummary {
  const lost = fromConnection(connection);
  if (lost) {
    return lost;
  }
  const worst = Object.values(status).sort(
    (a, b) => ORDER.indexOf(b.state) - ORDER.indexOf(a.state),
  )[0];
  if (!worst) {
    return { state: 'connecting', since: null, platform: null, message: null };
  }
  return {
    state: worst.state,
    since: worst.state === 'live' ? connection.since : Date.parse(worst.since),
    platform: worst.platform,
    message: worst.message ?? null,
  };
}
