import { KubeObject } from '../types';

/**
 * The objects of one collection by namespace, each namespace with its names in order. Lists are built on demand from
 * the ordered names and kept until the next change of that namespace, so that a list never sorts.
 */
export class ObjectIndex {
  private readonly namespaces = new Map<string, Bucket>();
  private readonly order: string[] = [];
  private all: readonly KubeObject[] | undefined;

  get(namespace: string | undefined, name: string): KubeObject | undefined {
    return this.namespaces.get(namespace ?? '')?.objects.get(name);
  }

  set(object: KubeObject): void {
    const namespace = object.metadata.namespace ?? '';
    let bucket = this.namespaces.get(namespace);
    if (!bucket) {
      bucket = { objects: new Map(), names: [], list: undefined };
      this.namespaces.set(namespace, bucket);
      // etcd orders by key, where "a-b/" comes before "a/".
      insertOrdered(this.order, namespace, key => `${key}/`);
    }
    const { name } = object.metadata;
    if (!bucket.objects.has(name)) {
      insertOrdered(bucket.names, name, key => key);
    }
    bucket.objects.set(name, object);
    bucket.list = undefined;
    this.all = undefined;
  }

  remove(namespace: string | undefined, name: string): void {
    const bucket = this.namespaces.get(namespace ?? '');
    if (!bucket?.objects.delete(name)) {
      return;
    }
    bucket.names.splice(
      position(bucket.names, name, key => key),
      1,
    );
    bucket.list = undefined;
    this.all = undefined;
    if (bucket.names.length === 0) {
      this.namespaces.delete(namespace ?? '');
      this.order.splice(this.order.indexOf(namespace ?? ''), 1);
    }
  }

  list(namespace?: string): readonly KubeObject[] {
    if (namespace === undefined) {
      this.all ??= Object.freeze(this.order.flatMap(key => this.list(key)));
      return this.all;
    }
    const bucket = this.namespaces.get(namespace);
    if (!bucket) {
      return [];
    }
    bucket.list ??= Object.freeze(
      bucket.names.map(name => bucket.objects.get(name)!),
    );
    return bucket.list;
  }
}

interface Bucket {
  objects: Map<string, KubeObject>;
  names: string[];
  list: readonly KubeObject[] | undefined;
}

type SortKey = (value: string) => string;

function position(sorted: string[], value: string, sortKey: SortKey): number {
  const wanted = sortKey(value);
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (sortKey(sorted[middle]) < wanted) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

function insertOrdered(
  sorted: string[],
  value: string,
  sortKey: SortKey,
): void {
  sorted.splice(position(sorted, value, sortKey), 0, value);
}
