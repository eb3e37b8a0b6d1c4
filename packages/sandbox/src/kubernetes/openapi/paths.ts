import { patchTypes } from '../patch/apply';
import { ResourceType } from '../resources/types';
import { definitionOf } from '../schema/definitions';
import { gvk, schemaReference } from './schemas';

type Json = Record<string, unknown>;

function parameter(name: string, description: string): Json {
  return {
    name,
    in: 'query',
    description,
    schema: { type: 'string', uniqueItems: true },
  };
}

const WRITE_PARAMETERS = [
  parameter('dryRun', 'When present, indicates that nothing is persisted.'),
  parameter('fieldManager', 'Name of the actor that makes the change.'),
  parameter(
    'fieldValidation',
    'How unknown or duplicate fields are handled: Ignore, Warn, Strict.',
  ),
  parameter('pretty', "If 'true', then the output is pretty printed."),
];

const READ_PARAMETERS = [
  parameter('fieldSelector', 'Restricts the list by fields.'),
  parameter('labelSelector', 'Restricts the list by labels.'),
  parameter('limit', 'Most items to answer.'),
  parameter('continue', 'Token of the next page.'),
  parameter('resourceVersion', 'Constraint on the versions to serve.'),
];

const ACTIONS: Record<string, string> = {
  create: 'post',
  delete: 'delete',
  deletecollection: 'deletecollection',
  get: 'get',
  list: 'list',
  patch: 'patch',
  update: 'put',
};

function operation(type: ResourceType, verb: string): Json {
  const schema = schemaReference(type);
  const json = { 'application/json': { schema } };
  const writes = verb !== 'get' && verb !== 'list';
  const bodies: Record<string, Json> = {
    create: json,
    update: json,
    patch: Object.fromEntries(
      patchTypes(definitionOf(type.definition)).map(media => [
        media,
        { schema: { type: 'object' } },
      ]),
    ),
  };
  return {
    operationId: `${verb}${type.version}${type.kind}`,
    parameters: writes ? WRITE_PARAMETERS : READ_PARAMETERS,
    ...(bodies[verb] && { requestBody: { content: bodies[verb] } }),
    responses: { '200': { description: 'OK', content: json } },
    'x-kubernetes-action': ACTIONS[verb],
    'x-kubernetes-group-version-kind': gvk(type),
  };
}

function operations(type: ResourceType, methods: Record<string, string>): Json {
  return Object.fromEntries(
    Object.entries(methods)
      .filter(([, verb]) => type.verbs.includes(verb))
      .map(([method, verb]) => [method, operation(type, verb)]),
  );
}

/** The paths of one resource: its collection and its items. */
export function resourcePaths(type: ResourceType): Record<string, Json> {
  const root = type.group
    ? `/apis/${type.group}/${type.version}`
    : `/api/${type.version}`;
  const collection = type.namespaced
    ? `${root}/namespaces/{namespace}/${type.resource}`
    : `${root}/${type.resource}`;
  return {
    [collection]: operations(type, {
      get: 'list',
      post: 'create',
      delete: 'deletecollection',
    }),
    [`${collection}/{name}`]: operations(type, {
      get: 'get',
      put: 'update',
      patch: 'patch',
      delete: 'delete',
    }),
  };
}
