import { findUnsafeCharacter } from './characters';
import { PlaceholderType } from './types';

const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const SUBDOMAIN =
  /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/;
const NUMBER = /^(?:0|[1-9]\d{0,8})$/;
const TAG = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;
const TEXT = /^[A-Za-z0-9][A-Za-z0-9._:/@+-]{0,252}$/;
const CLUSTER = /^[A-Za-z0-9][A-Za-z0-9._:@/-]{0,252}$/;

const RULES: Record<PlaceholderType, { pattern: RegExp; expected: string }> = {
  pod: { pattern: SUBDOMAIN, expected: 'the name of a pod' },
  container: { pattern: LABEL, expected: 'the name of a container' },
  deployment: { pattern: SUBDOMAIN, expected: 'the name of a deployment' },
  statefulset: { pattern: SUBDOMAIN, expected: 'the name of a statefulset' },
  workload: { pattern: SUBDOMAIN, expected: 'the name of a workload' },
  revision: { pattern: NUMBER, expected: 'the number of a revision' },
  namespace: { pattern: LABEL, expected: 'the name of a namespace' },
  cluster: { pattern: CLUSTER, expected: 'the name of a cluster' },
  application: { pattern: SUBDOMAIN, expected: 'the name of an application' },
  policy: { pattern: SUBDOMAIN, expected: 'the name of a policy' },
  service: { pattern: SUBDOMAIN, expected: 'the name of a service' },
  secret: { pattern: SUBDOMAIN, expected: 'the name of a Secret' },
  cronjob: { pattern: SUBDOMAIN, expected: 'the name of a cronjob' },
  hpa: { pattern: SUBDOMAIN, expected: 'the name of an autoscaler' },
  'image-tag': { pattern: TAG, expected: 'an image tag' },
  replicas: { pattern: NUMBER, expected: 'a whole number' },
  text: {
    pattern: TEXT,
    expected: 'letters, digits and . _ : / @ + - only',
  },
};

/** True for a name of a Kubernetes object that must be a DNS label: namespaces, containers. @public */
export function isDnsLabel(text: string): boolean {
  return LABEL.test(text);
}

/** True for a name of a Kubernetes object that must be a DNS subdomain: pods, deployments. @public */
export function isDnsSubdomain(text: string): boolean {
  return text.length <= 253 && SUBDOMAIN.test(text);
}

/**
 * Why a value may not stand for a placeholder whatever its type; null when it may. A value is one word: it can never
 * be blank, begin a flag, or hide characters.
 * @public
 */
export function checkWordValue(value: unknown): string | null {
  if (typeof value !== 'string') {
    return 'The value must be text.';
  }
  if (value.trim() === '') {
    return 'The value must not be empty.';
  }
  if (value.length > 1024) {
    return 'The value is too long.';
  }
  if (value.startsWith('-')) {
    return 'The value must not begin with a dash.';
  }
  if (/[\r\n\t]/.test(value)) {
    return 'The value must be a single line.';
  }
  const unsafe = findUnsafeCharacter(value);
  return unsafe
    ? `The value holds the character ${unsafe.name}, which cannot be seen.`
    : null;
}

/** Why a value does not fit a placeholder's type; null when it does. @public */
export function checkPlaceholderValue(
  type: PlaceholderType,
  value: unknown,
): string | null {
  const word = checkWordValue(value);
  if (word) {
    return word;
  }
  const { pattern, expected } = RULES[type] ?? RULES.text;
  const text = value as string;
  if (text.length > 253 || !pattern.test(text) || text.includes('..')) {
    return `Expected ${expected}.`;
  }
  return null;
}
