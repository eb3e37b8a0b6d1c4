import { ObjectStore } from '../../world/types';
import { builtinTypes } from './builtin';
import { customTypes } from './custom';
import { ResourceType } from './types';

const DEFINITIONS = {
  group: 'apiextensions.k8s.io',
  resource: 'customresourcedefinitions',
};

/** All resource types: the built-in table, and what the cluster's CustomResourceDefinitions add at any time. */
export class Registry {
  private readonly builtin = builtinTypes();
  private types: ResourceType[] = [];
  private byPath = new Map<string, ResourceType>();
  private stale = true;
  private changes = 0;
  private readonly stopWatching: () => void;
  private readonly stopExpiry: () => void;

  constructor(private readonly store: ObjectStore) {
    const invalidate = () => {
      this.stale = true;
      this.changes += 1;
    };
    this.stopWatching = store.watch(DEFINITIONS, {}, invalidate);
    this.stopExpiry = store.onHistoryExpired(invalidate);
  }

  /** Rises with every change, as a key for documents made from the registry. */
  get revision(): number {
    return this.changes;
  }

  all(): readonly ResourceType[] {
    this.refresh();
    return this.types;
  }

  find(
    group: string,
    version: string,
    resource: string,
  ): ResourceType | undefined {
    this.refresh();
    return this.byPath.get(`${group}/${version}/${resource}`);
  }

  /** The type an object of this apiVersion and kind belongs to. */
  findKind(apiVersion: string, kind: string): ResourceType | undefined {
    return this.all().find(
      type =>
        type.kind === kind &&
        apiVersion ===
          (type.group ? `${type.group}/${type.version}` : type.version),
    );
  }

  close(): void {
    this.stopWatching();
    this.stopExpiry();
  }

  private refresh(): void {
    if (!this.stale) {
      return;
    }
    this.stale = false;
    this.types = [
      ...this.builtin,
      ...this.store.list(DEFINITIONS).flatMap(customTypes),
    ];
    this.byPath = new Map(
      this.types.map(type => [
        `${type.group}/${type.version}/${type.resource}`,
        type,
      ]),
    );
  }
}
