import { isCredentialName, REDACTED, redactText } from './redactText';

type Values = Record<string, unknown>;

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';
const DEPTH = 64;

function isValues(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSecret(value: Values): boolean {
  return (
    value.kind === 'Secret' &&
    (value.apiVersion === undefined || value.apiVersion === 'v1')
  );
}

/** Keeps the keys, hides every value whatever its type. */
function hideValues(value: unknown): unknown {
  return isValues(value)
    ? Object.fromEntries(Object.keys(value).map(key => [key, REDACTED]))
    : REDACTED;
}

function redactNamed(name: string, value: unknown): unknown {
  if (typeof value !== 'string') {
    return value;
  }
  return isCredentialName(name) ? REDACTED : redactText(value);
}

function redactAnnotations(value: unknown): unknown {
  if (!isValues(value)) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value)
      // A copy of the whole object as it was applied, secrets included.
      .filter(([key]) => key !== LAST_APPLIED)
      .map(([key, text]) => [key, redactNamed(key.split('/').pop()!, text)]),
  );
}

function redactEnv(value: unknown, depth: number): unknown {
  if (!Array.isArray(value)) {
    return redact(value, depth + 1);
  }
  return value.map(item =>
    isValues(item) && typeof item.name === 'string'
      ? {
          ...(redact(item, depth + 1) as Values),
          ...('value' in item && {
            value: redactNamed(item.name, item.value),
          }),
        }
      : redact(item, depth + 1),
  );
}

function redactArgs(value: unknown): unknown {
  if (!Array.isArray(value)) {
    return value;
  }
  return value.map((item, at) => {
    if (typeof item !== 'string') {
      return item;
    }
    const before = value[at - 1];
    // `--password` `x` as two arguments.
    return typeof before === 'string' &&
      /^-{1,2}[\w-]+$/.test(before) &&
      isCredentialName(before) &&
      !item.startsWith('-')
      ? REDACTED
      : redactText(item);
  });
}

function redactMetadata(value: unknown, depth: number): unknown {
  if (!isValues(value)) {
    return value;
  }
  const { managedFields: _, ...rest } = value;
  const result = redact(rest, depth + 1) as Values;
  if ('annotations' in rest) {
    result.annotations = redactAnnotations(rest.annotations);
  }
  return result;
}

function redact(value: unknown, depth: number): unknown {
  if (depth > DEPTH) {
    return REDACTED;
  }
  if (typeof value === 'string') {
    return redactText(value);
  }
  if (Array.isArray(value)) {
    return value.map(item => redact(item, depth + 1));
  }
  if (!isValues(value)) {
    return value;
  }
  const secret = isSecret(value);
  const configMap = value.kind === 'ConfigMap';
  const result: Values = {};
  for (const [key, item] of Object.entries(value)) {
    if (secret && (key === 'data' || key === 'stringData')) {
      result[key] = hideValues(item);
    } else if (configMap && key === 'data' && isValues(item)) {
      result[key] = Object.fromEntries(
        Object.entries(item).map(([name, text]) => [
          name,
          redactNamed(name, text),
        ]),
      );
    } else if (key === 'metadata') {
      result[key] = redactMetadata(item, depth);
    } else if (key === 'env') {
      result[key] = redactEnv(item, depth);
    } else if (key === 'args' || key === 'command') {
      result[key] = redactArgs(item);
    } else if (key === 'managedFields') {
      continue;
    } else {
      result[key] = redact(item, depth + 1);
    }
  }
  return result;
}

/**
 * A copy of a Kubernetes object, list or part of one that is safe to show and to keep: values of Secrets, of variables
 * and annotations with names of credentials and of arguments are replaced by a marker that hides their length;
 * `managedFields` and the last-applied configuration, which repeat them, are dropped. Everything else stays.
 * @public
 */
export function redactObject<T>(object: T): T {
  return redact(object, 0) as T;
}
