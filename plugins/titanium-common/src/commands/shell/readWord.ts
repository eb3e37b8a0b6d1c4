import { angleAt, placeholderAt } from './placeholders';
import { dateAt, endOfBackquotes, endOfSubstitution, variableAt } from './scan';
import { Reason, worded } from '../reasons';
import { Quoting, ShellProblem, ShellWord, WordPart } from './types';

const WORD_END = new Set([' ', '\t', '\r', '\n', ';', '|', '&', '<', '>', ')']);
const LITERAL_STOP = new Set([...WORD_END, '(', '\\', "'", '"', '$', '`']);

const SUBSTITUTION = worded(
  'shell.substitution',
  'Command substitution is not run: run the inner command as its own step and put its result into a placeholder such as <name>.',
);
const NEVER_CLOSED = worded('shell.quote', 'This quote is never closed.');

/** Collects the parts of one word; neighbouring literals of one quoting are joined. */
class WordBuilder {
  readonly parts: WordPart[] = [];
  globOffset: number | null = null;
  private literal = '';
  private quoting: Quoting = 'none';

  add(text: string, quoting: Quoting) {
    if (this.literal !== '' && this.quoting !== quoting) {
      this.flush();
    }
    this.quoting = quoting;
    this.literal += text;
  }

  part(part: WordPart) {
    this.flush();
    this.parts.push(part);
  }

  /** Keeps an empty pair of quotes as a part, so that `""` is a word. */
  emptyQuotes(quoting: Quoting) {
    this.flush();
    this.parts.push({ kind: 'literal', text: '', quoting });
  }

  flush() {
    if (this.literal !== '') {
      this.parts.push({
        kind: 'literal',
        text: this.literal,
        quoting: this.quoting,
      });
      this.literal = '';
    }
  }
}

/** `$` in or outside double quotes. Returns the offset after it. */
function readDollar(
  text: string,
  offset: number,
  quoting: Quoting,
  word: WordBuilder,
  problems: ShellProblem[],
): number {
  const next = text[offset + 1];
  const date = next === '(' ? dateAt(text, offset) : null;
  if (date) {
    word.part({ kind: 'date', text: date, quoting });
    return offset + date.length;
  }
  if (next === '(') {
    const end = endOfSubstitution(text, offset + 2);
    problems.push({
      offset,
      length: end - offset,
      reason:
        text[offset + 2] === '('
          ? worded(
              'shell.arithmetic',
              'Arithmetic is not evaluated: write the number itself.',
            )
          : SUBSTITUTION,
    });
    word.add(text.slice(offset, end), quoting);
    return end;
  }
  const variable = variableAt(text, offset);
  if (variable) {
    word.part({ kind: 'variable', ...variable, quoting });
    return offset + variable.text.length;
  }
  let reason: Reason | null = null;
  if (next === '{') {
    reason = worded(
      'shell.expansion',
      'Only ${NAME} is replaced: parameter expansion with operators is not evaluated.',
    );
  } else if (next !== undefined && '@*#?$!-'.includes(next)) {
    reason = worded(
      'shell.runningOnly',
      '{{variable}} is known to a running shell only: use a placeholder such as <name>.',
      { variable: `$${next}` },
    );
  } else if (quoting === 'none' && (next === "'" || next === '"')) {
    reason = worded(
      'shell.quoting',
      'The {{quote}} quoting is not supported: use plain quotes.',
      { quote: `$${next}` },
    );
  }
  if (reason) {
    problems.push({ offset, length: 2, reason });
  }
  word.add('$', quoting);
  return offset + 1;
}

function readBackquotes(
  text: string,
  offset: number,
  quoting: Quoting,
  word: WordBuilder,
  problems: ShellProblem[],
): number {
  const end = endOfBackquotes(text, offset + 1);
  problems.push({
    offset,
    length: end - offset,
    reason: SUBSTITUTION,
  });
  word.add(text.slice(offset, end), quoting);
  return end;
}

const QUOTED_WHOLE = /^(?:\{\p{L}[\p{L}\p{N}_-]*\}|\[\p{L}[\p{L}\p{N}_-]*\])$/u;

/** Text between quotes, with `<name>` placeholders; `{app}` and `[NAME]` only as the whole of it. */
function addQuoted(text: string, quoting: Quoting, word: WordBuilder) {
  if (text.length < 80 && QUOTED_WHOLE.test(text)) {
    word.part({ kind: 'placeholder', text, quoting });
    return;
  }
  let from = 0;
  let open = text.indexOf('<');
  while (open >= 0) {
    const placeholder = angleAt(text, open);
    if (placeholder) {
      word.add(text.slice(from, open), quoting);
      word.part({ kind: 'placeholder', text: placeholder, quoting });
      from = open + placeholder.length;
    }
    open = text.indexOf('<', Math.max(from, open + 1));
  }
  word.add(text.slice(from), quoting);
}

function readSingleQuotes(
  text: string,
  offset: number,
  word: WordBuilder,
  problems: ShellProblem[],
): number {
  let close = text.indexOf("'", offset + 1);
  if (close < 0) {
    problems.push({ offset, length: 1, reason: NEVER_CLOSED });
    close = text.length;
  }
  if (close === offset + 1) {
    word.emptyQuotes('single');
  } else {
    addQuoted(text.slice(offset + 1, close), 'single', word);
  }
  return Math.min(close + 1, text.length);
}

function readDoubleQuotes(
  text: string,
  offset: number,
  word: WordBuilder,
  problems: ShellProblem[],
): number {
  let i = offset + 1;
  let literal = '';
  let empty = true;
  const flush = () => {
    if (literal !== '') {
      addQuoted(literal, 'double', word);
      literal = '';
      empty = false;
    }
  };
  while (i < text.length) {
    const char = text[i];
    if (char === '"') {
      flush();
      if (empty) {
        word.emptyQuotes('double');
      }
      return i + 1;
    }
    if (char === '\\') {
      const next = text[i + 1] ?? '';
      if (next !== '\n') {
        literal += '$`"\\'.includes(next) ? next : `\\${next}`;
      }
      i += 2;
    } else if (char === '$' || char === '`') {
      flush();
      const read = char === '$' ? readDollar : readBackquotes;
      i = read(text, i, 'double', word, problems);
      empty = false;
    } else {
      literal += char;
      i += 1;
    }
  }
  flush();
  problems.push({ offset, length: 1, reason: NEVER_CLOSED });
  return text.length;
}

const BRACE_EXPANSION = /^\{[^\s{}'"]{0,60}(?:,|\.\.)[^\s{}'"]{0,60}\}/;

/** One unquoted character that is no end of a word. */
function readPlain(
  text: string,
  offset: number,
  word: WordBuilder,
  problems: ShellProblem[],
): number {
  const char = text[offset];
  if ('*?['.includes(char)) {
    word.globOffset ??= offset;
  }
  if (char === '{') {
    const braces = BRACE_EXPANSION.exec(text.slice(offset, offset + 130))?.[0];
    if (braces) {
      problems.push({
        offset,
        length: braces.length,
        reason: worded(
          'shell.braces',
          'Brace expansion is not done: write each command as its own step.',
        ),
      });
    }
  }
  let end = offset + 1;
  while (
    end < text.length &&
    !LITERAL_STOP.has(text[end]) &&
    !'{[*?'.includes(text[end])
  ) {
    end += 1;
  }
  word.add(text.slice(offset, end), 'none');
  return end;
}

/**
 * Reads the word that starts at `offset`. Stops at white space and operators; what the portal does not do is put into
 * `problems`, and reading goes on.
 */
export function readWord(
  text: string,
  offset: number,
  problems: ShellProblem[],
): ShellWord {
  const word = new WordBuilder();
  let i = offset;
  while (i < text.length) {
    const char = text[i];
    const placeholder = placeholderAt(text, i);
    if (placeholder) {
      word.part({ kind: 'placeholder', text: placeholder, quoting: 'none' });
      i += placeholder.length;
    } else if (WORD_END.has(char)) {
      break;
    } else if (char === '\\') {
      if (text[i + 1] === '\n') {
        i += 2;
      } else if (text[i + 1] === '\r' && text[i + 2] === '\n') {
        i += 3;
      } else {
        word.add(text[i + 1] ?? '\\', 'single');
        i += 2;
      }
    } else if (char === "'") {
      i = readSingleQuotes(text, i, word, problems);
    } else if (char === '"') {
      i = readDoubleQuotes(text, i, word, problems);
    } else if (char === '$') {
      i = readDollar(text, i, 'none', word, problems);
    } else if (char === '`') {
      i = readBackquotes(text, i, 'none', word, problems);
    } else if (char === '(') {
      const end = endOfSubstitution(text, i + 1);
      problems.push({
        offset: i,
        length: end - i,
        reason: worded(
          'shell.quoteParentheses',
          'Parentheses have no meaning here: quote them.',
        ),
      });
      word.add(text.slice(i, end), 'none');
      i = end;
    } else {
      i = readPlain(text, i, word, problems);
    }
  }
  word.flush();
  return {
    parts: word.parts,
    offset,
    end: Math.min(i, text.length),
    globOffset: word.globOffset,
  };
}
