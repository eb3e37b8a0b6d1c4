import { KubeObject } from '../../world/types';
import { apiVersionOf, ResourceType } from '../resources/types';

/** A stored object in the version of a resource type. */
export function served(type: ResourceType, object: KubeObject): KubeObject {
  if (type.convert) {
    return type.convert.fromStorage(object);
  }
  const apiVersion = apiVersionOf(type);
  return object.apiVersion === apiVersion && object.kind === type.kind
    ? object
    : { ...object, apiVersion, kind: type.kind };
}

/** An object in the version of a resource type, as it is stored. */
export function stored(type: ResourceType, object: KubeObject): KubeObject {
  return type.convert ? type.convert.toStorage(object) : object;
}

/** An item of a list: built-in types leave out apiVersion and kind there. */
export function listItem(type: ResourceType, object: KubeObject): object {
  const item = served(type, object);
  if (type.custom) {
    return item;
  }
  const { apiVersion, kind, ...rest } = item;
  return rest;
}
