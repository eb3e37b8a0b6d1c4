import { readDeleteOptions } from '../deletion/options';
import { removeObject } from '../deletion/remove';
import { listItem } from '../objects/served';
import { apiVersionOf } from '../resources/types';
import { queryPredicate } from '../selectors/predicate';
import { Verb } from '../server/call';

/** DELETE of all selected objects; answers the list of them. */
export const deleteCollection: Verb = async call => {
  const { api, type, info, query } = call;
  const { store } = api.world;
  const options = await readDeleteOptions(call);
  const predicate = queryPredicate(type, query);
  const selected = store
    .list(type.storage, info.namespace)
    .filter(object => !predicate || predicate(object));
  const removed = selected.map(object => {
    // An earlier removal may have ended this one too.
    const { namespace, name } = object.metadata;
    const current = store.get(type.storage, namespace, name);
    return options.dryRun || !current
      ? object
      : removeObject(api.world, type.storage, current, options).object;
  });
  return {
    code: 200,
    convertible: true,
    body: {
      kind: type.listKind,
      apiVersion: apiVersionOf(type),
      metadata: { resourceVersion: String(store.resourceVersion) },
      items: removed.map(object => listItem(type, object)),
    },
  };
};
