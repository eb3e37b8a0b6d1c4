import { KubeObject } from '../../world/types';
import { ResourceType } from '../resources/types';
import { FieldError } from '../status';
import { validateImmutable } from './validation/immutable';
import { validateKind } from './validation/kinds';
import { validateMetadata } from './validation/metadata';

/** Findings about a new object; none means it is valid. */
export function validateCreate(
  type: ResourceType,
  object: KubeObject,
): FieldError[] {
  return [
    ...validateMetadata(type, object),
    ...(type.custom ? [] : validateKind(type, object)),
  ];
}

/** Findings about a changed object, what may not change included. */
export function validateUpdate(
  type: ResourceType,
  object: KubeObject,
  current: KubeObject,
  subresource?: string,
): FieldError[] {
  if (subresource === 'status') {
    return [];
  }
  return [
    ...validateMetadata(type, object),
    ...(type.custom ? [] : validateKind(type, object)),
    ...(type.custom ? [] : validateImmutable(type, object, current)),
  ];
}
