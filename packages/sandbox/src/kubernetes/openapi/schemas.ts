import { ResourceType } from '../resources/types';
import { definitions, Schema } from '../schema/definitions';

const PREFIX = '#/components/schemas/';
const METADATA = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';

type Json = Record<string, unknown>;

/** A definition as OpenAPI writes it: references with what stands beside them in `allOf`. */
function published(schema: Schema, references: Set<string>): Json {
  const result: Json = {};
  for (const [name, value] of Object.entries(schema)) {
    if (name === '$ref') {
      references.add(value);
      result.allOf = [{ $ref: `${PREFIX}${value}` }];
    } else if (name === 'properties') {
      result.properties = Object.fromEntries(
        Object.entries(value as Record<string, Schema>).map(([key, child]) => [
          key,
          published(child, references),
        ]),
      );
    } else if (name === 'items' || name === 'additionalProperties') {
      result[name] = published(value, references);
    } else {
      result[name] = value;
    }
  }
  return result;
}

/** The schema name of a custom resource, made as the API server makes it. */
export function schemaName(type: ResourceType): string {
  if (type.definition) {
    return type.definition;
  }
  const reversed = type.group.split('.').reverse().join('.');
  return `${reversed}.${type.version}.${type.kind}`;
}

function customSchema(type: ResourceType): Json {
  const open = {
    type: 'object',
    'x-kubernetes-preserve-unknown-fields': true,
  };
  return {
    type: 'object',
    properties: {
      apiVersion: { type: 'string' },
      kind: { type: 'string' },
      metadata: { allOf: [{ $ref: `${PREFIX}${METADATA}` }] },
      spec: open,
      status: open,
    },
    'x-kubernetes-preserve-unknown-fields': true,
    'x-kubernetes-group-version-kind': [
      { group: type.group, version: type.version, kind: type.kind },
    ],
  };
}

/** All schemas a group version needs, by name. */
export function componentSchemas(types: ResourceType[]): Json {
  const schemas: Json = {};
  const references = new Set<string>();
  for (const type of types) {
    if (type.definition) {
      references.add(type.definition);
    } else {
      schemas[schemaName(type)] = customSchema(type);
      references.add(METADATA);
    }
  }
  // A set grows while it is walked: references found on the way are walked too.
  for (const name of references) {
    schemas[name] = published(definitions[name] ?? {}, references);
  }
  return schemas;
}

export function gvk(type: ResourceType) {
  const { group, version, kind } = type;
  return { group, version, kind };
}

export function schemaReference(type: ResourceType) {
  return { $ref: `${PREFIX}${schemaName(type)}` };
}
