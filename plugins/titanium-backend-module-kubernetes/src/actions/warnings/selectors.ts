import type { V1LabelSelector } from '@kubernetes/client-node';

/** True when a selector of the API selects an object with these labels. An empty one selects all, none selects none. */
export function selects(
  selector: V1LabelSelector | undefined,
  labels: Readonly<Record<string, string>>,
): boolean {
  if (!selector) {
    return false;
  }
  const value = (key: string) =>
    Object.hasOwn(labels, key) ? labels[key] : undefined;
  return (
    Object.entries(selector.matchLabels ?? {}).every(
      ([key, wanted]) => value(key) === wanted,
    ) &&
    (selector.matchExpressions ?? []).every(({ key, operator, values }) => {
      const found = value(key);
      switch (operator) {
        case 'In':
          return found !== undefined && (values ?? []).includes(found);
        case 'NotIn':
          return found === undefined || !(values ?? []).includes(found);
        case 'Exists':
          return found !== undefined;
        case 'DoesNotExist':
          return found === undefined;
        default:
          return false;
      }
    })
  );
}

/** A selector as the API takes it in a query: `app=web,tier in (a,b)`. */
export function selectorText(selector: V1LabelSelector): string {
  const expressions = (selector.matchExpressions ?? []).map(
    ({ key, operator, values }) => {
      switch (operator) {
        case 'Exists':
          return key;
        case 'DoesNotExist':
          return `!${key}`;
        default:
          return `${key} ${operator === 'In' ? 'in' : 'notin'} (${(
            values ?? []
          ).join(',')})`;
      }
    },
  );
  return [
    ...Object.entries(selector.matchLabels ?? {}).map(
      ([key, value]) => `${key}=${value}`,
    ),
    ...expressions,
  ].join(',');
}
