import { KubeObject, WorldTime } from '../../world/types';
import { deepEqual } from '../../world/store/values';
import { resourceName, ResourceType, kindName } from '../resources/types';
import { ApiState, ResourceCall } from '../server/call';
import {
  alreadyExists,
  ApiError,
  conflict,
  field,
  invalid,
  notFound,
} from '../status';
import { assertNamespaceMatches } from './accept';
import { applyDefaults } from './defaults';
import { prepareForCreate, prepareForUpdate } from './strategy';
import { served, stored } from './served';
import { validateCreate, validateUpdate } from './validate';

const NAMESPACES = { group: '', resource: 'namespaces' };
const SERVICE_ACCOUNTS = { group: '', resource: 'serviceaccounts' };

/** A copy to change; fields that are undefined are gone, as on the wire. */
function copy(object: KubeObject): KubeObject {
  return JSON.parse(JSON.stringify(object));
}

export function timestamp(time: WorldTime): string {
  return new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');
}

function assertNamespace(
  { world }: ApiState,
  type: ResourceType,
  name: string,
) {
  const namespace = world.store.get(NAMESPACES, undefined, name);
  if (!namespace) {
    throw notFound({ group: '', name: 'namespaces' }, name);
  }
  if (namespace.metadata.deletionTimestamp) {
    throw new ApiError(
      403,
      'Forbidden',
      `${type.resource} is forbidden: unable to create new content in namespace ${name} because it is being terminated`,
      { kind: type.resource, group: type.group || undefined },
    );
  }
}

/** A pod runs as an account that its namespace has. */
function assertServiceAccount(
  { world }: ApiState,
  type: ResourceType,
  { metadata, spec }: KubeObject,
): void {
  if (type.custom || type.kind !== 'Pod') {
    return;
  }
  const { name, namespace } = metadata;
  const account = spec.serviceAccountName;
  if (!world.store.get(SERVICE_ACCOUNTS, namespace, account)) {
    throw new ApiError(
      403,
      'Forbidden',
      `pods "${name}" is forbidden: error looking up service account ${namespace}/${account}: serviceaccount "${account}" not found`,
      { name, kind: 'pods' },
    );
  }
}

/** Creates an object through defaulting, admission and validation; a dry run stops before the store. */
export function createObject(
  call: ResourceCall,
  input: KubeObject,
  dryRun: boolean,
): KubeObject {
  const { api, type, info } = call;
  const { store, random, clock } = api.world;
  assertNamespaceMatches(input, info.namespace);
  if (input.metadata.resourceVersion) {
    throw new ApiError(
      400,
      'BadRequest',
      'resourceVersion should not be set on objects to be created',
    );
  }
  const { uid, creationTimestamp, deletionTimestamp, generation, ...metadata } =
    input.metadata;
  const draft: KubeObject = copy({
    ...input,
    metadata: {
      ...metadata,
      namespace: type.namespaced ? info.namespace : undefined,
    },
  });
  if (!draft.metadata.name && draft.metadata.generateName) {
    draft.metadata.name = `${draft.metadata.generateName.slice(
      0,
      58,
    )}${random.suffix(5)}`;
  }
  prepareForCreate(type, draft, api);
  applyDefaults(type, draft);
  if (type.namespaced) {
    assertNamespace(api, type, info.namespace!);
  }
  const errors = validateCreate(type, draft);
  if (errors.length) {
    throw invalid(kindName(type), draft.metadata.name ?? '', errors);
  }
  assertServiceAccount(api, type, draft);
  if (dryRun) {
    if (
      store.get(type.storage, draft.metadata.namespace, draft.metadata.name)
    ) {
      throw alreadyExists(resourceName(type), draft.metadata.name);
    }
    draft.metadata.uid = random.uuid();
    draft.metadata.creationTimestamp = timestamp(clock.now());
    draft.metadata.generation = 1;
    return served(type, draft);
  }
  return served(type, store.create(type.storage, stored(type, draft)));
}

/** Replaces an object, keeping what a client may not change. `current` and `input` are in the served version. */
export function updateObject(
  call: ResourceCall,
  current: KubeObject,
  input: KubeObject,
  options: { dryRun: boolean; subresource?: 'status' | 'scale' },
): KubeObject {
  const { api, type } = call;
  const { name, namespace } = current.metadata;
  const { metadata } = input;
  if (metadata.name !== name) {
    throw new ApiError(
      400,
      'BadRequest',
      `the name of the object (${
        metadata.name ?? ''
      }) does not match the name on the URL (${name})`,
    );
  }
  assertNamespaceMatches(input, namespace);
  if (metadata.uid && metadata.uid !== current.metadata.uid) {
    throw conflict(
      resourceName(type),
      name,
      `Precondition failed: UID in precondition: ${metadata.uid}, UID in object meta: ${current.metadata.uid}`,
    );
  }
  if (
    metadata.resourceVersion &&
    metadata.resourceVersion !== current.metadata.resourceVersion
  ) {
    throw conflict(
      resourceName(type),
      name,
      'the object has been modified; please apply your changes to the latest version and try again',
    );
  }
  const draft: KubeObject = copy({
    ...input,
    metadata: {
      ...metadata,
      namespace,
      uid: current.metadata.uid,
      resourceVersion: current.metadata.resourceVersion,
      generation: current.metadata.generation,
      creationTimestamp: current.metadata.creationTimestamp,
      deletionTimestamp: current.metadata.deletionTimestamp,
      deletionGracePeriodSeconds: current.metadata.deletionGracePeriodSeconds,
    },
  });
  prepareForUpdate(type, draft, current, options.subresource);
  applyDefaults(type, draft);
  const errors = validateUpdate(type, draft, current, options.subresource);
  if (errors.length) {
    throw invalid(kindName(type), name, errors);
  }
  if (options.dryRun) {
    return simulated(draft, current);
  }
  const written = api.world.store.update(type.storage, stored(type, draft));
  if (isReleased(written)) {
    api.world.store.delete(type.storage, namespace, name);
  }
  return served(type, written);
}

/** An object whose deletion waited only for the finalizers that are now gone. */
function isReleased({ metadata }: KubeObject): boolean {
  return Boolean(
    metadata.deletionTimestamp &&
      !metadata.finalizers?.length &&
      !metadata.deletionGracePeriodSeconds,
  );
}

/** What the store would make of an update. */
function simulated(draft: KubeObject, current: KubeObject): KubeObject {
  const specification = (object: KubeObject) => {
    const { metadata, status, ...rest } = object;
    return rest;
  };
  const { generation } = current.metadata;
  if (
    generation !== undefined &&
    !deepEqual(specification(draft), specification(current))
  ) {
    draft.metadata.generation = generation + 1;
  }
  return draft;
}

/** A custom resource must say which version it replaces. */
export function assertVersionGiven(type: ResourceType, object: KubeObject) {
  if (type.custom && !object.metadata.resourceVersion) {
    throw invalid(kindName(type), object.metadata.name, [
      field.invalid(
        'metadata.resourceVersion',
        0,
        'must be specified for an update',
      ),
    ]);
  }
}
