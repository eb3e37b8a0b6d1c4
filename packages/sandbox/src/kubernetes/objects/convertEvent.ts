import { Conversion } from '../resources/types';

/** events.k8s.io/v1 names the same fields differently; events are kept in the core form. */
export const eventV1: Conversion = {
  fromStorage(object) {
    const {
      involvedObject,
      message,
      source,
      firstTimestamp,
      lastTimestamp,
      count,
      reportingComponent,
      ...rest
    } = object;
    return {
      ...rest,
      apiVersion: 'events.k8s.io/v1',
      kind: 'Event',
      metadata: object.metadata,
      eventTime: object.eventTime ?? null,
      regarding: involvedObject,
      note: message,
      reportingController: reportingComponent,
      deprecatedSource: source,
      deprecatedFirstTimestamp: firstTimestamp,
      deprecatedLastTimestamp: lastTimestamp,
      deprecatedCount: count,
    };
  },
  toStorage(object) {
    const {
      regarding,
      note,
      reportingController,
      deprecatedSource,
      deprecatedFirstTimestamp,
      deprecatedLastTimestamp,
      deprecatedCount,
      ...rest
    } = object;
    return {
      ...rest,
      apiVersion: 'v1',
      kind: 'Event',
      metadata: object.metadata,
      involvedObject: regarding ?? {},
      message: note,
      source: deprecatedSource ?? {},
      firstTimestamp: deprecatedFirstTimestamp,
      lastTimestamp: deprecatedLastTimestamp,
      count: deprecatedCount,
      reportingComponent: reportingController,
    };
  },
};
