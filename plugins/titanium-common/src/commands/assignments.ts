import { Reason, worded } from './reasons';
import { Environment, ResolvedWord } from './shell/resolveWord';

const ASSIGNMENT = /^([A-Za-z_][A-Za-z0-9_]*)(\+?)=/;
const DECLARING = new Set([
  'export',
  'readonly',
  'local',
  'declare',
  'typeset',
]);

/** The variable a word assigns; null when it assigns none. */
export function assignedName(word: ResolvedWord): string | null {
  return ASSIGNMENT.exec(word.text.slice(0, 200))?.[1] ?? null;
}

function assignOne(
  word: ResolvedWord,
  { variables, assigned, computed }: Environment,
) {
  const found = ASSIGNMENT.exec(word.text.slice(0, 200));
  if (!found) {
    return;
  }
  const [prefix, name, append] = found;
  assigned.add(name);
  computed.delete(name);
  const value = word.text.slice(prefix.length);
  const known =
    append === '' &&
    value !== '' &&
    value.length <= 1024 &&
    word.placeholders.length === 0 &&
    word.dates.length === 0 &&
    !word.problem &&
    !/[$`]/.test(value);
  if (known) {
    variables.set(name, value);
  } else {
    // Not known until the script runs: whoever uses it must fill it in.
    variables.delete(name);
  }
}

/** Remembers what a command of assignments sets; other commands that set variables make them unknown. */
export function assign(
  words: readonly ResolvedWord[],
  environment: Environment,
): void {
  const [first, ...rest] = words;
  if (!first) {
    return;
  }
  if (DECLARING.has(first.text)) {
    rest.forEach(word => assignOne(word, environment));
  } else if (first.text === 'unset' || first.text === 'read') {
    rest.forEach(word => environment.variables.delete(word.text));
  } else if (words.every(word => assignedName(word) !== null)) {
    words.forEach(word => assignOne(word, environment));
  }
}

/** `POD=$(kubectl get pods ... -o name)`, quoted or not: one look at the cluster, and nothing else. */
const COMPUTED =
  /^(?:export\s+)?([A-Za-z_][A-Za-z0-9_]{0,60})=("?)\$\(\s*(kubectl|argocd\s+app)\s+(?:-{1,2}[\w-]+(?:[= ][\w.-]+)?\s+){0,4}get\s[^;&`$()<>\\]{1,400}\)\2$/;

/** The variable that takes what a read would print; null for every other statement. */
export function computedName(text: string): string | null {
  return text.length <= 700 ? COMPUTED.exec(text)?.[1] ?? null : null;
}

/** What becomes of a command that only sets variables; null for every other command. */
export function assignmentReason(
  words: readonly ResolvedWord[],
): Reason | null {
  const [first, ...rest] = words;
  const assigned = first && DECLARING.has(first.text) ? rest : words;
  if (!assigned.length || !assigned.every(word => assignedName(word))) {
    return null;
  }
  const known = assigned.every(
    ({ text, dates, placeholders, problem }) =>
      !problem &&
      dates.length + placeholders.length === 0 &&
      !/[$`]/.test(text) &&
      !text.endsWith('='),
  );
  return known
    ? worded('assigned.known', 'The steps below use this value.')
    : worded(
        'assigned.open',
        'Nothing is run to make this value: the steps that use it ask for it.',
      );
}
