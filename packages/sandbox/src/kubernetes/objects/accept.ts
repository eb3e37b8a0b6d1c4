import { KubeObject } from '../../world/types';
import { apiVersionOf, ResourceType } from '../resources/types';
import { decode, UnmarshalError } from '../schema/decode';
import { Call } from '../server/call';
import { ApiError, badRequest, field, invalid } from '../status';

type FieldValidation = 'Ignore' | 'Warn' | 'Strict';

/** Fields of metadata that only the server writes. */
const SERVER_FIELDS = ['selfLink', 'managedFields'] as const;

/** The `fieldValidation` parameter; the server's default is to warn. */
function fieldValidation(query: URLSearchParams): FieldValidation {
  const value = query.get('fieldValidation') ?? '';
  if (value === '') {
    return 'Warn';
  }
  if (value === 'Ignore' || value === 'Warn' || value === 'Strict') {
    return value;
  }
  throw invalid({ group: 'meta.k8s.io', name: 'CreateOptions' }, '', [
    field.notSupported('fieldValidation', value, [
      '',
      'Ignore',
      'Strict',
      'Warn',
    ]),
  ]);
}

function assertKind(type: ResourceType, body: Record<string, unknown>): void {
  const apiVersion = apiVersionOf(type);
  if (body.apiVersion && body.apiVersion !== apiVersion) {
    throw badRequest(
      `the API version in the data (${body.apiVersion}) does not match the expected API version (${apiVersion})`,
    );
  }
  if (body.kind && body.kind !== type.kind) {
    throw badRequest(
      `${body.kind} in version "${type.version}" cannot be handled as a ${type.kind}: no kind "${body.kind}" is registered for version "${apiVersion}" here`,
    );
  }
}

/** Reads an object of a type from a request: kind checked, unknown fields handled as the request wishes. */
export function acceptObject(
  call: Call,
  type: ResourceType,
  body: Record<string, any> | undefined,
): KubeObject {
  assertKind(type, body ?? {});
  const mode = fieldValidation(call.query);
  const object = decodeObject(type, body ?? {}, problem => {
    if (mode === 'Strict') {
      throw badRequest(
        `${type.kind} in version "${type.version}" cannot be handled as a ${
          type.kind
        }: strict decoding error: ${problem.join(', ')}`,
      );
    }
    if (mode === 'Warn') {
      call.warnings.push(...problem);
    }
  });
  const metadata = { ...object.metadata };
  SERVER_FIELDS.forEach(name => delete (metadata as any)[name]);
  return {
    ...object,
    apiVersion: apiVersionOf(type),
    kind: type.kind,
    metadata,
  };
}

function decodeObject(
  type: ResourceType,
  body: Record<string, any>,
  report: (problems: string[]) => void,
): KubeObject {
  if (!type.definition) {
    const metadata = decodeMetadata(type, body.metadata);
    return { ...(body as KubeObject), metadata };
  }
  try {
    const { value, unknown } = decode(type.definition, body);
    if (unknown.length) {
      report(unknown.map(path => `unknown field "${path}"`));
    }
    return value;
  } catch (error) {
    throw unreadable(type, error);
  }
}

const METADATA = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';

function decodeMetadata(type: ResourceType, metadata: unknown) {
  try {
    return decode(METADATA, metadata ?? {}).value;
  } catch (error) {
    throw unreadable(type, error);
  }
}

function unreadable(type: ResourceType, error: unknown): unknown {
  return error instanceof UnmarshalError
    ? badRequest(
        `${type.kind} in version "${type.version}" cannot be handled as a ${type.kind}: ${error.message}`,
      )
    : error;
}

/** Whether the request only asks what would happen. */
export function isDryRun(query: URLSearchParams, body?: any): boolean {
  const values = [...query.getAll('dryRun'), ...(body?.dryRun ?? [])];
  const wrong = values.find(value => value !== 'All');
  if (wrong !== undefined) {
    throw invalid({ group: 'meta.k8s.io', name: 'CreateOptions' }, '', [
      field.notSupported('dryRun', String(wrong), ['All']),
    ]);
  }
  return values.length > 0;
}

export function assertNamespaceMatches(
  object: KubeObject,
  namespace: string | undefined,
): void {
  const given = object.metadata.namespace;
  if (given && namespace && given !== namespace) {
    throw new ApiError(
      400,
      'BadRequest',
      `the namespace of the provided object does not match the namespace sent on the request`,
    );
  }
}
