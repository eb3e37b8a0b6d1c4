import { isMap } from '../../kubernetes/patch/merge';
import { KubeObject } from '../types';
import { LAST_APPLIED } from './merge';
import { groupOf } from './sources';

/** One of `spec.ignoreDifferences`. */
export interface IgnoredDifference {
  group?: string;
  kind: string;
  name?: string;
  namespace?: string;
  jsonPointers?: string[];
  jqPathExpressions?: string[];
}

/** Fields that the API server keeps, which no manifest can say. */
const BOOKKEEPING = [
  'resourceVersion',
  'uid',
  'generation',
  'creationTimestamp',
  'managedFields',
] as const;

/** An object with everything gone that Argo CD does not compare: bookkeeping, status, and what the application ignores. */
export function normalized(
  object: KubeObject,
  ignored: readonly IgnoredDifference[],
): KubeObject {
  const copy: KubeObject = structuredClone(object);
  for (const field of BOOKKEEPING) {
    delete copy.metadata[field];
  }
  delete copy.status;
  const { annotations } = copy.metadata;
  delete annotations?.[LAST_APPLIED];
  for (const item of ignored.filter(rule => concerns(rule, object))) {
    for (const pointer of item.jsonPointers ?? []) {
      remove(copy, pointerPath(pointer));
    }
    for (const expression of item.jqPathExpressions ?? []) {
      remove(copy, jqPath(expression));
    }
  }
  return copy;
}

function concerns(rule: IgnoredDifference, object: KubeObject): boolean {
  const fits = (wanted: string | undefined, value: string | undefined) =>
    !wanted || wanted === '*' || wanted === value;
  return (
    (rule.group === '*' || (rule.group ?? '') === groupOf(object)) &&
    fits(rule.kind, object.kind) &&
    fits(rule.name, object.metadata.name) &&
    fits(rule.namespace, object.metadata.namespace)
  );
}

function pointerPath(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map(part => part.replace(/~1/g, '/').replace(/~0/g, '~'));
}

/** Steps of a jq path of names and `[]`, the part of jq that paths of fields need. `*` means every item. */
function jqPath(expression: string): string[] {
  const steps = [
    ...expression.matchAll(/\.?\["([^"]+)"\]|\.([\w-]+)|(\[\])|\[(\d+)\]/g),
  ];
  const isWhole = steps.map(([text]) => text).join('') === expression.trim();
  return isWhole
    ? steps.map(([, quoted, name, every, index]) =>
        every ? '*' : quoted ?? name ?? index,
      )
    : [];
}

function remove(value: unknown, path: readonly string[]): void {
  const [step, ...rest] = path;
  if (step === undefined) {
    return;
  }
  if (step === '*' && Array.isArray(value)) {
    value.forEach(item => remove(item, rest));
  } else if (Array.isArray(value)) {
    if (rest.length === 0) {
      value.splice(Number(step), 1);
    } else {
      remove(value[Number(step)], rest);
    }
  } else if (isMap(value)) {
    if (rest.length === 0) {
      delete value[step];
    } else {
      remove(value[step], rest);
    }
  }
}
