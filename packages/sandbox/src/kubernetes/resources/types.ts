import { KubeObject, ResourceId } from '../../world/types';

/** A column of `kubectl get`; `cell` reads it from an object at a World time. */
export interface Column {
  name: string;
  type: 'string' | 'integer' | 'number' | 'boolean' | 'date';
  format?: string;
  /** 1 and more: shown with `-o wide` only. */
  priority?: number;
  cell(object: KubeObject, now: number): unknown;
}

export interface Subresource {
  name: string;
  kind: string;
  /** Group and version of the kind where they differ from the resource's. */
  group?: string;
  version?: string;
  verbs: readonly string[];
}

/** One resource in one version, as discovery lists it. */
export interface ResourceType {
  group: string;
  version: string;
  kind: string;
  listKind: string;
  resource: string;
  singular: string;
  shortNames: readonly string[];
  categories: readonly string[];
  namespaced: boolean;
  verbs: readonly string[];
  subresources: readonly Subresource[];
  columns: readonly Column[];
  /** Where objects are kept; versions of one resource share a collection. */
  storage: ResourceId;
  /** Name of the schema in `schema/kubernetes-1.29.json`; custom resources have none. */
  definition?: string;
  custom: boolean;
  /** Conversion between the stored and the served form; absent when only `apiVersion` differs. */
  convert?: Conversion;
}

export interface Conversion {
  fromStorage(object: KubeObject): KubeObject;
  toStorage(object: KubeObject): KubeObject;
}

export function apiVersionOf(type: { group: string; version: string }): string {
  return type.group ? `${type.group}/${type.version}` : type.version;
}

/** The names error texts use: the plural with its group. */
export function resourceName(type: { group: string; resource: string }) {
  return { group: type.group, name: type.resource };
}

/** The kind with its group, as validation errors name it. */
export function kindName(type: { group: string; kind: string }) {
  return { group: type.group, name: type.kind };
}
