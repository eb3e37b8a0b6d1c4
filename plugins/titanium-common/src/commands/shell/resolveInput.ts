import { checkWordValue } from '../placeholderValues';
import { angleAt } from './placeholders';
import { Reason, worded } from '../reasons';
import { Environment, valueOf } from './resolveWord';
import { variableAt } from './scan';
import { ShellCommand, ShellProblem } from './types';

/** A here-document with what is known put in. */
export interface ResolvedInput {
  text: string;
  /** Unfilled placeholders inside it. */
  placeholders: string[];
  /** Variables of the block that were used, keyed as written. */
  variables: Record<string, string>;
  /** A variable in it whose value a command would print. */
  computed?: string;
  /** The first thing that cannot be done with it. */
  problem: ShellProblem | null;
}

/** No manifest a person fills in has more. */
const MOST_PLACEHOLDERS = 50;

const STOP = /[<$`\\]/g;

/** What a shell would run or expand beyond plain variables. */
function evaluates(text: string, at: number): boolean {
  const next = text[at + 1];
  return (
    text[at] === '`' ||
    (text[at] === '$' && next !== undefined && '({@*#?$!-'.includes(next))
  );
}

/**
 * Puts values into a here-document as a shell would: `$NAME` only where its end word is not quoted. `<name>` is a
 * placeholder in both. A value stays on its line, so that it cannot add another.
 */
export function resolveInput(
  { text, literal, offset }: NonNullable<ShellCommand['input']>,
  environment: Environment,
): ResolvedInput {
  const found = new Set<string>();
  const resolved: ResolvedInput = {
    text: '',
    placeholders: [],
    variables: {},
    problem: null,
  };
  const fail = (at: number, length: number, reason: string | Reason) => {
    resolved.problem ??= { offset: offset + at, length, reason };
  };
  const put = (at: number, written: string, value: string | undefined) => {
    if (value === undefined) {
      if (found.size < MOST_PLACEHOLDERS) {
        found.add(written);
      } else if (!found.has(written)) {
        fail(
          at,
          written.length,
          worded(
            'shell.inputPlaceholders',
            'There are too many placeholders in this text.',
          ),
        );
      }
      return written;
    }
    const reason = checkWordValue(value);
    if (reason) {
      fail(at, written.length, reason);
    }
    return value;
  };
  const pieces: string[] = [];
  let from = 0;
  STOP.lastIndex = 0;
  for (let stop = STOP.exec(text); stop; stop = STOP.exec(text)) {
    const at = stop.index;
    const angle = stop[0] === '<' ? angleAt(text, at) : null;
    const variable = stop[0] === '$' ? variableAt(text, at) : null;
    let length = 1;
    let piece: string = stop[0];
    if (angle) {
      length = angle.length;
      piece = put(at, angle, environment.values.get(angle));
    } else if (!literal && variable) {
      const { text: written, name } = variable;
      const assigned = environment.variables.get(name);
      const given = valueOf(environment.values, written, name);
      if (environment.computed.has(name)) {
        resolved.computed ??= written;
      }
      length = written.length;
      piece = put(at, written, given ?? assigned);
      if (given === undefined && assigned !== undefined) {
        resolved.variables[written] = assigned;
      }
    } else if (!literal && stop[0] === '\\') {
      const next = text[at + 1] ?? '';
      length = 2;
      if (next === '\n') {
        piece = '';
      } else {
        piece = '$`\\'.includes(next) ? next : `\\${next}`;
      }
    } else if (!literal && evaluates(text, at)) {
      fail(
        at,
        2,
        worded(
          'shell.inputEvaluates',
          "Nothing is evaluated inside a here-document: write the value itself, or quote the end word ('EOF') when the text is meant as it stands.",
        ),
      );
    }
    pieces.push(text.slice(from, at), piece);
    from = at + length;
    STOP.lastIndex = from;
  }
  pieces.push(text.slice(from));
  resolved.text = pieces.join('');
  resolved.placeholders = [...found];
  return resolved;
}
