/** A `LabelSelector` as objects carry it. */
export interface LabelSelector {
  matchLabels?: Record<string, string>;
  matchExpressions?: {
    key: string;
    operator: string;
    values?: string[];
  }[];
}

type Labels = Record<string, string> | undefined;

/** Whether labels satisfy a selector; an absent selector selects nothing, an empty one everything. */
export function selectorMatches(
  selector: LabelSelector | undefined,
  labels: Labels = {},
): boolean {
  if (!selector) {
    return false;
  }
  return (
    Object.entries(selector.matchLabels ?? {}).every(
      ([key, value]) => labels[key] === value,
    ) &&
    (selector.matchExpressions ?? []).every(
      ({ key, operator, values = [] }) => {
        const has = Object.hasOwn(labels, key);
        switch (operator) {
          case 'In':
            return has && values.includes(labels[key]);
          case 'NotIn':
            return !has || !values.includes(labels[key]);
          case 'Exists':
            return has;
          case 'DoesNotExist':
            return !has;
          default:
            return false;
        }
      },
    )
  );
}

/** A selector as text, its requirements ordered by key: `app=web,tier in (a,b)`. */
export function selectorText(selector: LabelSelector | undefined): string {
  const terms: [string, string][] = Object.entries(
    selector?.matchLabels ?? {},
  ).map(([key, value]) => [key, `${key}=${value}`]);
  for (const { key, operator, values } of selector?.matchExpressions ?? []) {
    terms.push([key, expressionText(key, operator, values ?? [])]);
  }
  return terms
    .sort(([a], [b]) => (a < b ? -1 : Number(a > b)))
    .map(([, text]) => text)
    .join(',');
}

function expressionText(key: string, operator: string, values: string[]) {
  const list = `(${[...values].sort().join(',')})`;
  switch (operator) {
    case 'In':
      return `${key} in ${list}`;
    case 'NotIn':
      return `${key} notin ${list}`;
    case 'DoesNotExist':
      return `!${key}`;
    default:
      return key;
  }
}
