import {
  Read,
  TitaniumClusters,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { z } from 'zod/v3';
import { findResource } from '../targets';
import { toCommand } from './command';
import { aboutObject, eventTable, readEvents } from './eventRows';
import {
  clusterName,
  kindName,
  namespaceName,
  objectName,
  readTarget,
  selectorText,
  sortPath,
} from './schema';
import { sortByPath } from './sorting';

const input = z
  .object({
    cluster: clusterName,
    namespace: namespaceName.nullable(),
    allNamespaces: z.boolean(),
    involvedKind: kindName.nullable(),
    involvedName: objectName.nullable(),
    fieldSelector: selectorText.nullable(),
    sortBy: sortPath.nullable(),
  })
  .strict();

type EventsInput = z.infer<typeof input>;

/** `kubectl get events` and `kubectl events`: newest last, as both print them. */
export function createEventsRead(
  clusters: TitaniumClusters,
): Read<EventsInput> {
  return {
    id: 'kubernetes.events',
    title: 'Show events',
    description: 'Lists what happened to objects, newest last',
    input,
    async target(value) {
      return readTarget(clusters, value, ['event'], null);
    },
    async run(value, { signal }) {
      const resource =
        value.involvedKind === null
          ? undefined
          : findResource(clusters.resources(value.cluster), value.involvedKind);
      const about = aboutObject({ name: value.involvedName ?? undefined });
      const selector = [about, value.fieldSelector].filter(Boolean).join(',');
      const events = await readEvents(
        clusters.reader(value.cluster),
        value.allNamespaces ? undefined : value.namespace ?? undefined,
        { fieldSelector: selector || undefined, signal },
      );
      // Kinds are compared here: the API's selector wants the exact case, which is unknown without discovery.
      const word = (resource?.singular ?? value.involvedKind)?.split('.')[0];
      const wanted = events.filter(
        event =>
          word === undefined ||
          event.involvedObject?.kind?.toLowerCase() === word,
      );
      return {
        type: 'table',
        ...eventTable(
          value.sortBy === null
            ? wanted
            : sortByPath(wanted, value.sortBy, event => event),
          { withNamespace: value.allNamespaces, withObject: true },
        ),
      };
    },
    toCommand: value => toCommand(clusters, 'kubernetes.events', value),
  };
}
