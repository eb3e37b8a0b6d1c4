import { KubeObject } from '../../world/types';
import { apiVersionOf, ResourceType } from '../resources/types';

/** Built-in kinds whose `metadata.generation` the API server keeps; the store counts it for all. */
const WITH_GENERATION = new Set([
  'CronJob',
  'CustomResourceDefinition',
  'DaemonSet',
  'Deployment',
  'EndpointSlice',
  'Ingress',
  'IngressClass',
  'Job',
  'NetworkPolicy',
  'PodDisruptionBudget',
  'PriorityClass',
  'ReplicaSet',
  'ReplicationController',
  'StatefulSet',
]);

/** Served forms of stored objects; both are frozen, so one conversion serves all requests. */
const conversions = new WeakMap<KubeObject, Map<string, KubeObject>>();

/** A stored object in the version of a resource type. */
export function served(type: ResourceType, object: KubeObject): KubeObject {
  const apiVersion = apiVersionOf(type);
  const keepsGeneration = type.custom || WITH_GENERATION.has(type.kind);
  if (
    !type.convert &&
    object.apiVersion === apiVersion &&
    object.kind === type.kind &&
    (keepsGeneration || object.metadata.generation === undefined)
  ) {
    return object;
  }
  const forms = conversions.get(object) ?? new Map<string, KubeObject>();
  const form =
    forms.get(apiVersion) ?? convertObject(type, object, keepsGeneration);
  conversions.set(object, forms.set(apiVersion, form));
  return form;
}

function convertObject(
  type: ResourceType,
  object: KubeObject,
  keepsGeneration: boolean,
): KubeObject {
  const converted = type.convert
    ? type.convert.fromStorage(object)
    : { ...object, apiVersion: apiVersionOf(type), kind: type.kind };
  if (keepsGeneration) {
    return converted;
  }
  const { generation, ...metadata } = converted.metadata;
  return { ...converted, metadata };
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
