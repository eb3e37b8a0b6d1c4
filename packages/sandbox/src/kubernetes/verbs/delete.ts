import { assertPreconditions, readDeleteOptions } from '../deletion/options';
import { removeObject } from '../deletion/remove';
import { served } from '../objects/served';
import { Answer, ResourceCall, Verb } from '../server/call';
import { ApiError } from '../status';
import { storedObject } from './get';

function success({ type }: ResourceCall, name: string, uid?: string): Answer {
  return {
    code: 200,
    body: {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Success',
      details: {
        name,
        group: type.group || undefined,
        kind: type.resource,
        uid,
      },
    },
  };
}

const IMMORTAL = new Set(['default', 'kube-public', 'kube-system']);

function assertMortal({ type }: ResourceCall, name: string): void {
  if (type.kind === 'Namespace' && !type.custom && IMMORTAL.has(name)) {
    throw new ApiError(
      403,
      'Forbidden',
      `namespaces "${name}" is forbidden: this namespace may not be deleted`,
      { name, kind: 'namespaces' },
    );
  }
}

/** DELETE of one object: its last state while it lingers, a Status once it is gone. */
export const deleteOne: Verb = async call => {
  const { api, type } = call;
  const options = await readDeleteOptions(call);
  const object = storedObject(call);
  assertPreconditions(call, object, options);
  const { name, uid } = object.metadata;
  assertMortal(call, name);
  if (options.dryRun) {
    return success(call, name, uid);
  }
  const { object: last, gone } = removeObject(
    api.world,
    type.storage,
    object,
    options,
  );
  return gone && type.kind !== 'Pod'
    ? success(call, name, uid)
    : { code: 200, body: served(type, last), convertible: true };
};
