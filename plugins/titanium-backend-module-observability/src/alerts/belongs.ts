import { Entity } from '@backstage/catalog-model';
import { KUBERNETES_ID_ANNOTATION } from '@titanium-portal/backstage-plugin-titanium-common';
import { prometheusSelector } from '../entities';
import { LabelMatcher } from '../grammar/labelMatchers';

/** Which alerts are an entity's, as plain JSON. */
export type AlertScope = {
  /** Value of the label `service` of its alerts; null without an id. */
  service: string | null;
  /** Where the label `service` counts. */
  namespace: string;
  matchers: LabelMatcher[];
};

/** The label by which an alert says whose it is. */
export const SERVICE_LABEL = 'service';

const PLAIN = /^(\.\*)?((?:[\w:/@ -]|\\.)*)(\.\*)?$/;

/**
 * A test for the patterns that selectors of services have: `a|b`, `cart-.*`. Undefined for others: labels of alerts come
 * from outside, and not every pattern is safe to try on them here.
 */
function testOf(pattern: string): ((text: string) => boolean) | undefined {
  const tests = pattern.split('|').map(part => {
    const [whole, before, middle = '', after] = PLAIN.exec(part) ?? [];
    if (whole === undefined) {
      return undefined;
    }
    const text = middle.replace(/\\(.)/g, '$1');
    if (before && after) {
      return (value: string) => value.includes(text);
    }
    if (before) {
      return (value: string) => value.endsWith(text);
    }
    return (value: string) => (after ? value.startsWith(text) : value === text);
  });
  return tests.every(test => test !== undefined)
    ? value => tests.some(test => test(value))
    : undefined;
}

/** Whether a label's value satisfies a matcher; an absent label is empty. A pattern too rich matches nothing. */
export function matches(
  { name, op, value }: LabelMatcher,
  labels: Readonly<Record<string, string>>,
): boolean {
  const own = Object.hasOwn(labels, name) ? labels[name] : '';
  switch (op) {
    case '=':
      return own === value;
    case '!=':
      return own !== value;
    default: {
      const found = testOf(value)?.(own);
      return found !== undefined && found === (op === '=~');
    }
  }
}

export function alertScope(entity: Entity): AlertScope {
  const { matchers, namespace } = prometheusSelector(entity);
  const annotations = entity.metadata.annotations ?? {};
  return {
    service: annotations[KUBERNETES_ID_ANNOTATION]?.trim() || null,
    namespace,
    matchers: matchers.map(matcher => ({ ...matcher })),
  };
}

/** An alert is an entity's when it names its id in its namespace, or carries all labels of its metrics. */
export function isOf(
  scope: AlertScope,
  labels: Readonly<Record<string, string>>,
): boolean {
  const named =
    scope.service !== null &&
    labels[SERVICE_LABEL] === scope.service &&
    (labels.namespace ?? scope.namespace) === scope.namespace;
  return named || scope.matchers.every(matcher => matches(matcher, labels));
}
