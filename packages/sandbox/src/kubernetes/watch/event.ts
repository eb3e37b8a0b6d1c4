import { KubeObject, StoreEvent } from '../../world/types';
import { ObjectPredicate } from '../selectors/predicate';

export type EventType = 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR';

/** How a watch writes objects; watches with equal `key` share the encoded text. */
export interface Encoding {
  key: string;
  encode(object: KubeObject): string;
}

export function line(type: EventType, object: string): string {
  return `{"type":"${type}","object":${object}}\n`;
}

/** A change of the store on its way to the watches: each form is encoded once, for all of them. */
export class SharedEvent {
  private readonly encoded = new Map<string, string>();

  constructor(readonly event: StoreEvent) {}

  /**
   * The line a watch gets, or `undefined` when the change is not for its selector. An object that enters the
   * selection is ADDED, one that leaves it is DELETED in its last selected state.
   */
  lineFor(
    encoding: Encoding,
    predicate: ObjectPredicate | undefined,
  ): string | undefined {
    const { type, object, previous } = this.event;
    if (!predicate) {
      return this.text(encoding, type, object);
    }
    const selected = type !== 'DELETED' && predicate(object);
    const wasSelected =
      type === 'DELETED'
        ? predicate(previous ?? object)
        : previous !== undefined && predicate(previous);
    if (selected) {
      return this.text(encoding, wasSelected ? 'MODIFIED' : 'ADDED', object);
    }
    return wasSelected
      ? this.text(encoding, 'DELETED', this.lastSelected())
      : undefined;
  }

  private lastSelected(): KubeObject {
    const { type, object, previous } = this.event;
    if (type === 'DELETED' || !previous) {
      return object;
    }
    const { resourceVersion } = object.metadata;
    return { ...previous, metadata: { ...previous.metadata, resourceVersion } };
  }

  private text(
    encoding: Encoding,
    type: EventType,
    object: KubeObject,
  ): string {
    const key = `${type} ${encoding.key}`;
    let text = this.encoded.get(key);
    if (text === undefined) {
      text = line(type, encoding.encode(object));
      this.encoded.set(key, text);
    }
    return text;
  }
}
