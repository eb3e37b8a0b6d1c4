import { CommandWord } from '../grammar';
import { checkWordValue } from '../placeholderValues';
import { Reason, worded } from '../reasons';
import { ShellProblem, ShellWord } from './types';

/** What variables and placeholders stand for. */
export interface Environment {
  /** Variables assigned earlier in the block with a text that is known. */
  variables: Map<string, string>;
  /** Names of all variables that were assigned, known or not. */
  assigned: Set<string>;
  /** Names of those whose value a command would print: nothing is run to make it. */
  computed: Set<string>;
  /** Values of placeholders, keyed as written. */
  values: ReadonlyMap<string, string>;
}

/** A word with what is known put in. */
export interface ResolvedWord extends CommandWord {
  /** Variables of the block that were used, keyed as written. */
  variables: Record<string, string>;
  /** The `$(date ...)` in it that have no value. */
  dates: readonly string[];
  /** A variable in it whose value a command would print. */
  computed?: string;
  /** The first thing that cannot be done with this word. */
  problem: ShellProblem | null;
}

/** No word a person writes has more. */
const MOST_PLACEHOLDERS = 20;

/** Paths and templates hold brackets that no file name matches: shells leave them alone. */
const TEMPLATE =
  /^(?:-o=?|--output=)?(?:jsonpath|custom-columns)=|^\{\.|^\{range |^(?:--sort-by=)?\{?\.[A-Za-z_[]/;

/** The value given for a variable, in either of its notations. */
export function valueOf(
  values: ReadonlyMap<string, string>,
  text: string,
  name: string,
): string | undefined {
  return (
    values.get(text) ?? values.get(`$${name}`) ?? values.get(`\${${name}}`)
  );
}

/** What a shell would not keep as one word. */
function splits(value: string): boolean {
  return value === '' || value.startsWith('-') || /[\s*?[\\]/.test(value);
}

/**
 * Puts values in after the words were told apart, so that a value can never become a second word, a flag or an
 * operator. What has no value stays as its placeholder's text.
 */
export function resolveWord(
  word: ShellWord,
  environment: Environment,
): ResolvedWord {
  const position = { offset: word.offset, length: word.end - word.offset };
  const resolved: ResolvedWord = {
    text: '',
    position,
    quoted: false,
    placeholders: [],
    variables: {},
    dates: [],
    problem: null,
  };
  const fail = (reason: string | Reason) => {
    resolved.problem ??= { ...position, reason };
  };
  for (const part of word.parts) {
    resolved.quoted ||= part.quoting !== 'none';
    if (part.kind === 'literal') {
      resolved.text += part.text;
      continue;
    }
    if (part.kind === 'date') {
      const date = environment.values.get(part.text);
      const reason = date === undefined ? null : checkWordValue(date);
      if (reason) {
        fail(reason);
      }
      if (date === undefined) {
        resolved.dates = [...resolved.dates, part.text];
      }
      resolved.text += date ?? part.text;
      continue;
    }
    const given =
      part.kind === 'variable'
        ? valueOf(environment.values, part.text, part.name)
        : environment.values.get(part.text);
    const assigned =
      part.kind === 'variable'
        ? environment.variables.get(part.name)
        : undefined;
    if (part.kind === 'variable' && environment.computed.has(part.name)) {
      resolved.computed ??= part.text;
    }
    if (given !== undefined || assigned !== undefined) {
      resolved.filled = true;
    }
    if (given !== undefined) {
      const reason = checkWordValue(given);
      if (reason) {
        fail(reason);
      }
      resolved.text += given;
    } else if (assigned !== undefined) {
      if (
        checkWordValue(assigned) ||
        (part.quoting === 'none' && splits(assigned))
      ) {
        fail(
          worded(
            'shell.splits',
            'A shell would not keep {{variable}} as one word: write its value into the command.',
            { variable: part.text },
          ),
        );
      }
      resolved.variables[part.text] = assigned;
      resolved.text += assigned;
    } else {
      if (resolved.placeholders.length < MOST_PLACEHOLDERS) {
        resolved.placeholders.push(part.text);
      } else {
        fail(
          worded(
            'shell.placeholders',
            'There are too many placeholders in this word.',
          ),
        );
      }
      resolved.text += part.text;
    }
  }
  if (word.globOffset !== null && !TEMPLATE.test(resolved.text)) {
    fail(
      worded(
        'shell.glob',
        'A shell would expand this pattern to file names: quote it, or name the objects.',
      ),
    );
  }
  return resolved;
}
