import { KubeObject } from '../../../world/types';
import { isDryRun } from '../../objects/accept';
import { stored, served } from '../../objects/served';
import { decode, UnmarshalError } from '../../schema/decode';
import { applyPatch } from '../../patch/apply';
import { readObject, readPatch } from '../../request/body';
import { resourceName } from '../../resources/types';
import { selectorText } from '../../selectors/labelSelector';
import { ResourceCall, Verb } from '../../server/call';
import { badRequest, conflict, field, invalid } from '../../status';
import { storedObject } from '../get';

const DEFINITION = 'io.k8s.api.autoscaling.v1.Scale';

/** The `autoscaling/v1` Scale of a workload. */
function scaleOf({ metadata, spec, status }: KubeObject): KubeObject {
  const { name, namespace, uid, resourceVersion, creationTimestamp } = metadata;
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
    spec: { replicas: spec?.replicas ?? 1 },
    status: {
      replicas: status?.replicas ?? 0,
      selector: selectorText(
        spec?.selector?.matchLabels || spec?.selector?.matchExpressions
          ? spec.selector
          : { matchLabels: spec?.selector },
      ),
    },
  };
}

function decodeScale(value: unknown): KubeObject {
  try {
    return decode(DEFINITION, value).value;
  } catch (error) {
    throw error instanceof UnmarshalError
      ? badRequest(
          `Scale in version "v1" cannot be handled as a Scale: ${error.message}`,
        )
      : error;
  }
}

function setScale(call: ResourceCall, current: KubeObject, wanted: KubeObject) {
  const { api, type } = call;
  const { name } = current.metadata;
  const version = wanted.metadata?.resourceVersion;
  if (version && version !== current.metadata.resourceVersion) {
    throw conflict(
      resourceName(type),
      name,
      'the object has been modified; please apply your changes to the latest version and try again',
    );
  }
  const replicas = wanted.spec?.replicas ?? 0;
  if (replicas < 0) {
    throw invalid({ group: 'autoscaling', name: 'Scale' }, name, [
      field.invalid(
        'spec.replicas',
        replicas,
        'must be greater than or equal to 0',
      ),
    ]);
  }
  const next = { ...current, spec: { ...current.spec, replicas } };
  return isDryRun(call.query)
    ? next
    : api.world.store.update(type.storage, stored(type, next));
}

export const getScale: Verb = call => ({
  code: 200,
  body: scaleOf(served(call.type, storedObject(call))),
  convertible: true,
});

export const updateScale: Verb = async call => {
  const wanted = decodeScale((await readObject(call.request)) ?? {});
  const current = served(call.type, storedObject(call));
  return {
    code: 200,
    body: scaleOf(setScale(call, current, wanted)),
    convertible: true,
  };
};

export const patchScale: Verb = async call => {
  const content = await readPatch(call.request);
  const current = served(call.type, storedObject(call));
  const patched = applyPatch(
    call.request,
    { definition: DEFINITION },
    scaleOf(current),
    content,
  );
  return {
    code: 200,
    body: scaleOf(setScale(call, current, decodeScale(patched))),
    convertible: true,
  };
};
