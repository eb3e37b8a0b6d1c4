import { ViewStatus } from '@titanium-portal/backstage-plugin-titanium-common';
import {
  StreamConnection,
  StreamView,
} from '@titanium-portal/backstage-plugin-titanium-react';

/** Sources of use are told apart: without them pods are as current as ever. */
export function splitStatus(status: ViewStatus): {
  platforms: ViewStatus;
  usage: ViewStatus;
} {
  const entries = Object.entries(status);
  const isUsage = ([key]: [string, unknown]) => key.startsWith('metrics:');
  return {
    platforms: Object.fromEntries(entries.filter(entry => !isUsage(entry))),
    usage: Object.fromEntries(entries.filter(isUsage)),
  };
}

/** The view's sources; a view that failed altogether is stale, whatever its sources last said. */
export function statusOf(
  view: StreamView,
  connection: StreamConnection,
): ViewStatus {
  if (view.refused?.code !== 'failed' || !view.ready) {
    return view.status;
  }
  const [first] = Object.values(view.status);
  return {
    ...view.status,
    'kubernetes:view': {
      state: 'stale',
      since: first?.since ?? new Date(connection.since ?? 0).toISOString(),
      message: view.refused.message,
      platform: first?.platform ?? '',
    },
  };
}
