import { hash32, safeEncode } from '../random';
import { KubeObject, ObjectMeta } from '../types';

export interface PodTemplate {
  metadata?: Partial<ObjectMeta>;
  spec: KubeObject['spec'];
}

const HASH_LABEL = 'pod-template-hash';

/** Stored objects are frozen and share what did not change, so that a template is spelled out once. */
const identities = new WeakMap<PodTemplate, string>();

function identity(template: PodTemplate): string {
  let text = identities.get(template);
  if (text === undefined) {
    text = JSON.stringify(canonical(withoutHash(template)));
    identities.set(template, text);
  }
  return text;
}

/** Whether two templates run the same, whatever hash label a controller has added to one. */
export function equalTemplates(a: PodTemplate, b: PodTemplate): boolean {
  return identity(a) === identity(b);
}

/** The hash of a template, as in ReplicaSet and ControllerRevision names. */
export function templateHash(template: PodTemplate, collision = 0): string {
  const text = JSON.stringify(canonical(template));
  return safeEncode(String(hash32(`${text}${collision || ''}`)));
}

export function withHash(template: PodTemplate, hash: string): PodTemplate {
  return {
    ...template,
    metadata: {
      ...template.metadata,
      labels: { ...template.metadata?.labels, [HASH_LABEL]: hash },
    },
  };
}

export function withoutHash(template: PodTemplate): PodTemplate {
  const { [HASH_LABEL]: hash, ...labels } = template.metadata?.labels ?? {};
  return { ...template, metadata: { ...template.metadata, labels } };
}

/** The same value with keys in order and nothing empty, so that two writers' spellings compare equal. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(canonical);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const fields = Object.entries(value)
    .filter(([key, field]) => !isEmpty(key, field))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, field]) => [key, canonical(field)]);
  return Object.fromEntries(fields);
}

function isEmpty(key: string, field: unknown): boolean {
  return (
    field === undefined ||
    field === null ||
    // Of no meaning in a template, and written by some clients only.
    key === 'creationTimestamp'
  );
}
