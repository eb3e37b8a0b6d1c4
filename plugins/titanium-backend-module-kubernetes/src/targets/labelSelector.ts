import { InputError } from '@backstage/errors';

type Labels = Readonly<Record<string, string>>;

/** One requirement of a label selector. */
type Requirement =
  | { key: string; op: 'exists' | 'absent' }
  | { key: string; op: 'in' | 'notin'; values: readonly string[] };

/** A parsed label selector. It has at least one requirement: an empty selector would select everything. */
export interface LabelSelector {
  readonly text: string;
  matches(labels: Labels | undefined): boolean;
}

const KEY =
  /^(?:[a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?\/)?[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const VALUE = /^(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;
const MAX_LENGTH = 4_096;

function fail(text: string): never {
  throw Object.assign(
    new InputError(
      `${JSON.stringify(text.slice(0, 80))} is not a label selector`,
    ),
    { code: 'invalid-input' as const },
  );
}

/** Splits at commas outside parentheses. */
function parts(text: string): string[] {
  const result: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '(') depth += 1;
    else if (text[at] === ')') depth -= 1;
    else if (text[at] === ',' && depth === 0) {
      result.push(text.slice(start, at));
      start = at + 1;
    }
  }
  result.push(text.slice(start));
  return result.map(part => part.trim());
}

function parseRequirement(part: string, text: string): Requirement {
  const set = part.match(/^(\S{1,317})\s{1,8}(in|notin)\s{0,8}\(([^()]*)\)$/);
  if (set) {
    return {
      key: set[1],
      op: set[2] as 'in' | 'notin',
      values: set[3].split(',').map(value => value.trim()),
    };
  }
  const equality = part.match(/^([^\s=!]{1,317})\s{0,8}(==|=|!=)\s{0,8}(\S*)$/);
  if (equality) {
    return {
      key: equality[1],
      op: equality[2] === '!=' ? 'notin' : 'in',
      values: [equality[3]],
    };
  }
  if (part.startsWith('!')) {
    return { key: part.slice(1).trim(), op: 'absent' };
  }
  return part ? { key: part, op: 'exists' } : fail(text);
}

function meets(requirement: Requirement, labels: Labels): boolean {
  const value = Object.hasOwn(labels, requirement.key)
    ? labels[requirement.key]
    : undefined;
  switch (requirement.op) {
    case 'exists':
      return value !== undefined;
    case 'absent':
      return value === undefined;
    case 'in':
      return value !== undefined && requirement.values.includes(value);
    default:
      return value === undefined || !requirement.values.includes(value);
  }
}

/**
 * Parses Kubernetes' label selector language. Throws `InputError` for what the API would refuse, and for an empty one.
 */
export function parseLabelSelector(text: string): LabelSelector {
  if (text.length > MAX_LENGTH || text.trim() === '') {
    fail(text);
  }
  const requirements = parts(text).map(part => parseRequirement(part, text));
  for (const requirement of requirements) {
    if (
      !KEY.test(requirement.key) ||
      ('values' in requirement &&
        !requirement.values.every(value => VALUE.test(value)))
    ) {
      fail(text);
    }
  }
  return {
    text,
    matches: labels =>
      requirements.every(requirement => meets(requirement, labels ?? {})),
  };
}
