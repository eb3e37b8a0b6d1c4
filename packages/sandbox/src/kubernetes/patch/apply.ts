import { IncomingMessage } from 'node:http';
import { KubeObject } from '../../world/types';
import { mediaType, unsupported } from '../request/body';
import { ResourceType } from '../resources/types';
import { definitionOf, Schema } from '../schema/definitions';
import { badRequest } from '../status';
import { jsonPatch } from './json';
import { mergePatch } from './merge';
import { strategicMergePatch } from './strategic';

const JSON_PATCH = 'application/json-patch+json';
const MERGE_PATCH = 'application/merge-patch+json';
const STRATEGIC_MERGE_PATCH = 'application/strategic-merge-patch+json';

/** The content types of patches a schema allows: custom resources have no strategic merge. */
export function patchTypes(schema: Schema | undefined): string[] {
  return schema
    ? [JSON_PATCH, MERGE_PATCH, STRATEGIC_MERGE_PATCH]
    : [JSON_PATCH, MERGE_PATCH];
}

/** Applies the patch of a request to an object, by the request's content type. */
export function applyPatch(
  request: IncomingMessage,
  type: Pick<ResourceType, 'definition'>,
  current: KubeObject,
  patch: unknown,
): Record<string, any> {
  const schema = definitionOf(type.definition);
  const content = mediaType(request);
  if (!patchTypes(schema).includes(content)) {
    throw unsupported(patchTypes(schema));
  }
  if (content === JSON_PATCH) {
    return jsonPatch(current, patch);
  }
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) {
    throw badRequest(
      'error decoding patch: json: cannot unmarshal array into Go value of type map[string]interface {}',
    );
  }
  return content === MERGE_PATCH
    ? mergePatch(current, patch)
    : strategicMergePatch(current, patch, schema!);
}
