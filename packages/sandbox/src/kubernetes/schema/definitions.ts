import json from './kubernetes-1.29.json';

/** A schema as in `kubernetes-1.29.json`: the part of OpenAPI that decoding and patching use. */
export interface Schema {
  $ref?: string;
  type?: string;
  format?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  additionalProperties?: Schema;
  oneOf?: Schema[];
  'x-kubernetes-patch-merge-key'?: string;
  'x-kubernetes-patch-strategy'?: string;
  'x-kubernetes-group-version-kind'?: {
    group: string;
    version: string;
    kind: string;
  }[];
}

export const definitions = json as unknown as Record<string, Schema>;

/** Follows a reference, keeping what stands beside it (the patch strategy of a field). */
export function resolve(schema: Schema | undefined): Schema | undefined {
  if (!schema?.$ref) {
    return schema;
  }
  const { $ref, ...beside } = schema;
  return { ...definitions[$ref], ...beside };
}

/** The Go type name of a definition: `io.k8s.api.core.v1.Container` is `v1.Container`. */
export function goTypeName(definition: string): string {
  return definition.split('.').slice(-2).join('.');
}

export function definitionOf(name: string | undefined): Schema | undefined {
  return name === undefined ? undefined : definitions[name];
}
