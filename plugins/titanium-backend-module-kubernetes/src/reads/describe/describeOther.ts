import type { KubernetesObject } from '@kubernetes/client-node';
import { Details, Fact } from './sections';

const MOST_FACTS = 60;
const MOST_DEPTH = 4;
const VALUE_LENGTH = 500;
const KNOWN = new Set(['apiVersion', 'kind', 'metadata']);

function leaf(value: unknown): string {
  const text =
    value !== null && typeof value === 'object'
      ? JSON.stringify(value)
      : String(value);
  return text.length > VALUE_LENGTH ? `${text.slice(0, VALUE_LENGTH)}…` : text;
}

function collect(
  facts: Fact[],
  path: string,
  value: unknown,
  depth: number,
): void {
  if (facts.length >= MOST_FACTS || path === 'status.conditions') {
    return;
  }
  const plain =
    value !== null && typeof value === 'object' && !Array.isArray(value);
  if (plain && depth < MOST_DEPTH) {
    Object.entries(value as object).forEach(([key, item]) =>
      collect(facts, path ? `${path}.${key}` : key, item, depth + 1),
    );
  } else if (value !== undefined && value !== '') {
    facts.push({ name: path, value: leaf(value) });
  }
}

/** Any other kind: its fields, as `kubectl explain` names them. The object is already redacted. */
export function describeOther(object: KubernetesObject): Details {
  const facts: Fact[] = [];
  Object.entries(object)
    .filter(([key]) => !KNOWN.has(key))
    .forEach(([key, value]) => collect(facts, key, value, 0));
  return { facts, sections: [] };
}
