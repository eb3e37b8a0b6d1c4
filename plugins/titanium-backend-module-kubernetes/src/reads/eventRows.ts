import type { CoreV1Event } from '@kubernetes/client-node';
import { TableResult } from '@titanium-portal/backstage-plugin-titanium-common';
import {
  ClusterClient,
  redactText,
} from '@titanium-portal/backstage-plugin-titanium-node';

const MOST_EVENTS = 1_000;
const MESSAGE_LENGTH = 2_000;

/** When an event was last seen; ISO. Old and new emitters write different fields. */
export function lastSeen(event: CoreV1Event): string {
  return String(
    event.series?.lastObservedTime ??
      event.lastTimestamp ??
      event.eventTime ??
      event.firstTimestamp ??
      event.metadata?.creationTimestamp ??
      '',
  );
}

/** How often an event was seen. */
function count(event: CoreV1Event): number {
  return event.series?.count ?? event.count ?? 1;
}

/** Events of a namespace, or all, oldest first. */
export async function readEvents(
  client: ClusterClient,
  namespace: string | undefined,
  options: { fieldSelector?: string; signal?: AbortSignal },
): Promise<CoreV1Event[]> {
  const list = await client.list<CoreV1Event>(
    { group: '', version: 'v1', plural: 'events', namespace },
    { ...options, limit: MOST_EVENTS },
  );
  return list.items.sort((a, b) => (lastSeen(a) < lastSeen(b) ? -1 : 1));
}

/** Field selector for the events of one object. */
export function aboutObject(about: {
  kind?: string;
  name?: string;
  uid?: string;
}): string {
  return Object.entries(about)
    .filter(([, value]) => value)
    .map(([field, value]) => `involvedObject.${field}=${value}`)
    .join(',');
}

/** Events as a table. */
export function eventTable(
  events: CoreV1Event[],
  options: { withNamespace?: boolean; withObject?: boolean },
): Omit<TableResult, 'type'> {
  return {
    columns: [
      ...(options.withNamespace
        ? [{ name: 'Namespace', type: 'string' as const }]
        : []),
      { name: 'Last seen', type: 'time' },
      { name: 'Type', type: 'string' },
      { name: 'Reason', type: 'string' },
      ...(options.withObject
        ? [{ name: 'Object', type: 'string' as const }]
        : []),
      { name: 'Count', type: 'number' },
      { name: 'Message', type: 'string' },
    ],
    rows: events.map(event => {
      const { kind = '', name = '', namespace } = event.involvedObject ?? {};
      return {
        cells: [
          ...(options.withNamespace ? [event.metadata?.namespace ?? null] : []),
          lastSeen(event) || null,
          event.type ?? null,
          event.reason ?? null,
          ...(options.withObject ? [`${kind.toLowerCase()}/${name}`] : []),
          count(event),
          redactText((event.message ?? '').slice(0, MESSAGE_LENGTH)),
        ],
        ref: { kind: kind.toLowerCase(), namespace, name },
      };
    }),
  };
}
