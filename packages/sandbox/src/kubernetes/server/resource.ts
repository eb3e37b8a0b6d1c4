import { forbidden } from '../auth/authorize';
import { selectedName } from '../request/path';
import { resourceName } from '../resources/types';
import { methodNotAllowed, unknownPath } from '../status';
import { verbOf } from '../verbs/table';
import { Call, ResourceCall } from './call';
import { writeAnswer } from './respond';

/** Whether the fault is on that takes the rights of the portal's users. */
export function isRefused({ api, user }: Call): boolean {
  return (
    api.world.faults.kubernetes.forbidden &&
    (user.name === 'reader' || user.name === 'actor')
  );
}

/** Authorizes and answers a request for a resource. */
export async function answerResource(call: Call): Promise<void> {
  const { api, info, query, user } = call;
  const attributes = {
    verb: info.verb,
    group: info.group,
    resource: info.resource,
    subresource: info.subresource,
    namespace: info.namespace,
    name: info.name ?? selectedName(query),
  };
  api.authorizer.assert(user, attributes);
  if (isRefused(call)) {
    throw forbidden(user, attributes);
  }
  const type = api.registry.find(info.group, info.version, info.resource);
  if (!type || info.rest.length || !fitsScope(call, type)) {
    throw unknownPath();
  }
  const verb = verbOf(type, info.subresource, info.verb);
  if (!verb) {
    const known =
      !info.subresource ||
      type.subresources.some(({ name }) => name === info.subresource);
    throw known
      ? methodNotAllowed(info.verb, resourceName(type))
      : unknownPath();
  }
  const resourceCall: ResourceCall = {
    ...call,
    type,
    // `/namespaces/<name>` reads like a namespaced path, for authorization only.
    info: type.namespaced ? info : { ...info, namespace: undefined },
  };
  const answer = await verb(resourceCall);
  if (answer) {
    writeAnswer(resourceCall, answer);
  }
}

/** A namespaced resource is listed across namespaces, but written and read in one. */
function fitsScope(
  { info }: Call,
  type: { namespaced: boolean; resource: string; group: string },
): boolean {
  if (type.namespaced) {
    const acrossNamespaces = ['list', 'watch'].includes(info.verb);
    // Reviews of a namespaced kind name the namespace in the path as well.
    return info.namespace !== undefined || acrossNamespaces;
  }
  return (
    info.namespace === undefined ||
    (type.group === '' && type.resource === 'namespaces')
  );
}
