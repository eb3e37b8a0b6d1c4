import {
  applyPatch,
  JsonPatchError,
  Operation,
  validate,
} from 'fast-json-patch';
import { KubeObject } from '../../world/types';
import { ApiError, badRequest } from '../status';

/** A JSON patch whose operations cannot be applied is unprocessable, as the API server says it. */
function rejected(message: string): ApiError {
  return new ApiError(
    422,
    'Invalid',
    'the server rejected our request due to an error in our request',
    { causes: [{ reason: 'UnexpectedServerResponse', message }] },
  );
}

const MAX_OPERATIONS = 10_000;

/** RFC 6902. */
export function jsonPatch(
  current: KubeObject,
  patch: unknown,
): Record<string, any> {
  if (!Array.isArray(patch)) {
    throw badRequest(
      'error decoding patch: json: cannot unmarshal object into Go value of type jsonpatch.Patch',
    );
  }
  if (patch.length > MAX_OPERATIONS) {
    throw new ApiError(
      413,
      'RequestEntityTooLarge',
      `The allowed maximum operations in a JSON patch is ${MAX_OPERATIONS}, got ${patch.length}`,
    );
  }
  const document = structuredClone(current);
  const operations = patch as Operation[];
  const problem = validate(operations, document);
  if (problem) {
    throw rejected(messageOf(problem, operations));
  }
  try {
    return applyPatch(document, operations, true).newDocument;
  } catch (error) {
    throw rejected((error as Error).message);
  }
}

function messageOf(error: JsonPatchError, operations: Operation[]): string {
  const operation = operations[error.index ?? 0] as Operation | undefined;
  switch (error.name) {
    case 'TEST_OPERATION_FAILED':
      return `testing value ${operation?.path} failed: test failed`;
    case 'OPERATION_PATH_UNRESOLVABLE':
    case 'OPERATION_PATH_CANNOT_ADD':
    case 'OPERATION_FROM_UNRESOLVABLE':
      return `${operation?.op} operation does not apply: doc is missing path: ${operation?.path}: missing value`;
    default:
      return error.message.split('\n')[0];
  }
}
