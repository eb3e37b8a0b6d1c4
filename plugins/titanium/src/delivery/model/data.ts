import {
  DeliveryApplicationRow,
  DeliveryHistoryRow,
  DeliveryOperationRow,
  DeliveryResourceRow,
  DeliveryWindowRow,
  ViewState,
} from '@titanium-portal/backstage-plugin-titanium-common';

type Collections = ViewState['collections'];

/** The topic `delivery` in the types that the tab works with. */
export interface DeliveryData {
  readonly application: DeliveryApplicationRow | null;
  readonly resources: readonly DeliveryResourceRow[];
  /** Newest first. */
  readonly history: readonly DeliveryHistoryRow[];
  readonly operation: DeliveryOperationRow | null;
  readonly windows: readonly DeliveryWindowRow[];
}

function rows<T>(collections: Collections, name: string): T[] {
  return Object.values(collections[name] ?? {}) as T[];
}

const cache = new WeakMap<object, unknown>();

/** The same list as long as its collection is the same. */
function kept<T>(
  collections: Collections,
  name: string,
  make: () => T[],
): readonly T[] {
  const collection = collections[name];
  if (!collection) return make();
  let made = cache.get(collection) as T[] | undefined;
  if (!made) {
    made = make();
    cache.set(collection, made);
  }
  return made;
}

export function deliveryData(collections: Collections): DeliveryData {
  const [application] = rows<DeliveryApplicationRow>(
    collections,
    'application',
  );
  const [operation] = rows<DeliveryOperationRow>(collections, 'operation');
  return {
    application: application ?? null,
    operation: operation ?? null,
    resources: kept(collections, 'resources', () =>
      rows<DeliveryResourceRow>(collections, 'resources'),
    ),
    history: kept(collections, 'history', () =>
      rows<DeliveryHistoryRow>(collections, 'history').sort(
        (a, b) => b.id - a.id,
      ),
    ),
    windows: kept(collections, 'windows', () =>
      rows<DeliveryWindowRow>(collections, 'windows').sort((a, b) =>
        a.key.localeCompare(b.key, 'en', { numeric: true }),
      ),
    ),
  };
}
