import { served } from '../objects/served';
import { resourceName } from '../resources/types';
import { ResourceCall, Verb } from '../server/call';
import { notFound } from '../status';

/** The stored object a call names; 404 when there is none. */
export function storedObject({ api, type, info }: ResourceCall) {
  const object = api.world.store.get(type.storage, info.namespace, info.name!);
  if (!object) {
    throw notFound(resourceName(type), info.name!);
  }
  return object;
}

export const get: Verb = call => ({
  code: 200,
  body: served(call.type, storedObject(call)),
  convertible: true,
});
