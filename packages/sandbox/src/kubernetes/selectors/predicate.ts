import { KubeObject } from '../../world/types';
import { ResourceType } from '../resources/types';
import { fieldPredicate, parseFieldSelector } from './fields';
import { parseLabelSelector } from './labels';

export type ObjectPredicate = (object: KubeObject) => boolean;

/** The filter of `labelSelector` and `fieldSelector`; `undefined` when there is none. */
export function queryPredicate(
  type: ResourceType,
  query: URLSearchParams,
): ObjectPredicate | undefined {
  const labels = query.get('labelSelector');
  const fields = query.get('fieldSelector');
  const predicates: ObjectPredicate[] = [];
  if (labels) {
    const matches = parseLabelSelector(labels);
    predicates.push(object => matches(object.metadata.labels));
  }
  if (fields) {
    predicates.push(fieldPredicate(type, parseFieldSelector(fields)));
  }
  return predicates.length
    ? object => predicates.every(predicate => predicate(object))
    : undefined;
}
