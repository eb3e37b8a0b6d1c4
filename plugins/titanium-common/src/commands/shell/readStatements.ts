import { BEFORE_COMMAND, CLOSERS, CLOSING } from './constructs';
import { endWordOf, Heredoc, readHeredoc } from './heredocs';
import { commandStart, LineMode, startsWithTool } from './lineModes';
import { angleAt } from './placeholders';
import { readWord } from './readWord';
import { endOfSubstitution } from './scan';
import { Reason, worded } from '../reasons';
import { ShellCommand, ShellStatement } from './types';

/** No command a person writes has more words. */
const MOST_WORDS = 2000;

/** Reads the statements of a block in one pass from left to right; nothing is read twice. */
export class StatementReader {
  private i = 0;
  private line = 1;
  /** The line feed that ends the counted line. */
  private nextFeed: number;
  private statement!: ShellStatement;
  private command!: ShellCommand;
  private heredocs: (Heredoc & { into: ShellCommand })[] = [];
  private closers: string[] = [];
  private words = 0;

  constructor(
    private readonly text: string,
    private readonly mode: LineMode,
    private readonly tools: ReadonlySet<string>,
  ) {
    this.nextFeed = text.indexOf('\n');
  }

  *statements(): Generator<ShellStatement> {
    let atLineStart = true;
    while (this.i < this.text.length) {
      if (atLineStart) {
        const start = commandStart(this.text, this.i, this.mode, this.tools);
        if (start === null) {
          const from = this.i;
          this.skipLine();
          if (this.mode !== 'tools' && this.reads(from)) {
            yield this.outputLine(from);
          }
          continue;
        }
        this.i = start;
      }
      this.skipBlanks();
      const char = this.text[this.i];
      if (char === '\n') {
        this.i += 1;
        atLineStart = true;
      } else if (char === '#') {
        this.skipComment();
      } else if (char !== undefined) {
        const ended = this.readStatement();
        if (
          this.statement.pipelines[0][0].words.length > 0 ||
          this.statement.problems.length > 0 ||
          this.statement.compound
        ) {
          yield this.statement;
        }
        atLineStart = ended === 'line';
      }
    }
  }

  private lineOf(offset: number): number {
    while (this.nextFeed >= 0 && this.nextFeed < offset) {
      this.line += 1;
      this.nextFeed = this.text.indexOf('\n', this.nextFeed + 1);
    }
    return this.line;
  }

  private skipLine() {
    const feed = this.text.indexOf('\n', this.i);
    this.i = feed < 0 ? this.text.length : feed + 1;
  }

  private reads(lineStart: number): boolean {
    return startsWithTool(this.text, lineStart, this.tools);
  }

  private outputLine(offset: number): ShellStatement {
    return {
      line: this.lineOf(offset),
      offset,
      end: this.i,
      pipelines: [],
      joins: [],
      compound: null,
      output: true,
      problems: [],
    };
  }

  private skipComment() {
    const feed = this.text.indexOf('\n', this.i);
    this.i = feed < 0 ? this.text.length : feed;
  }

  /** White space and continued lines. */
  private skipBlanks() {
    for (;;) {
      const char = this.text[this.i];
      if (char === ' ' || char === '\t' || char === '\r') {
        this.i += 1;
      } else if (char === '\\' && this.text[this.i + 1] === '\n') {
        this.i += 2;
      } else if (char === '\\' && this.text.startsWith('\r\n', this.i + 1)) {
        this.i += 3;
      } else {
        return;
      }
    }
  }

  private problem(offset: number, length: number, reason: Reason) {
    this.statement.problems.push({ offset, length, reason });
  }

  private openCommand(offset: number) {
    this.command = { words: [], redirects: [], input: null, offset };
    const { pipelines } = this.statement;
    pipelines[pipelines.length - 1].push(this.command);
  }

  /** Reads up to the end of a line or `;`, or of the construct that starts here. */
  private readStatement(): 'line' | 'semicolon' {
    this.statement = {
      line: this.lineOf(this.i),
      offset: this.i,
      end: this.i,
      pipelines: [[]],
      joins: [],
      compound: null,
      problems: [],
    };
    this.heredocs = [];
    this.closers = [];
    this.words = 0;
    this.openCommand(this.i);
    let commandNext = true;
    for (;;) {
      this.skipBlanks();
      const char = this.text[this.i];
      if (char === undefined) {
        return this.finish('line');
      }
      if (char === '#') {
        this.skipComment();
        continue;
      }
      if (char === '\n') {
        this.i += 1;
        this.readHeredocs();
        const { words, redirects } = this.command;
        const continues =
          words.length === 0 &&
          redirects.length === 0 &&
          this.command.offset !== this.statement.offset;
        if (this.closers.length === 0 && !continues) {
          return this.finish('line');
        }
        commandNext = true;
        continue;
      }
      if (char === ';') {
        this.i += 1;
        if (this.closers.length === 0) {
          return this.finish('semicolon');
        }
        commandNext = true;
      } else if (char === '|' || char === '&') {
        if (!this.readOperator()) {
          // What it is refused for belongs to its text.
          this.statement.end = Math.max(this.statement.end, this.i);
          return this.finish('semicolon');
        }
        commandNext = true;
      } else if (char === '(' || char === ')') {
        this.readParenthesis(commandNext);
      } else if (
        char === '>' ||
        (char === '<' && !angleAt(this.text, this.i))
      ) {
        this.readRedirect();
      } else {
        commandNext = this.readCommandWord(commandNext);
      }
      this.statement.end = Math.max(this.statement.end, this.i);
    }
  }

  private finish<T>(how: T): T {
    if (this.heredocs.length > 0) {
      this.problem(
        this.statement.offset,
        1,
        worded(
          'shell.inputAlone',
          'A here-document must be alone on its line.',
        ),
      );
    }
    return how;
  }

  /** `|`, `|&`, `&&`, `||`, `&`; false when the statement ends. */
  private readOperator(): boolean {
    const at = this.i;
    const two = this.text.slice(at, at + 2);
    if (two === '&&' || two === '||') {
      this.i += 2;
      this.statement.joins.push({ offset: at, length: 2 });
      this.statement.pipelines.push([]);
    } else if (two === '&>') {
      this.readRedirect();
      return true;
    } else if (two[0] === '&') {
      this.i += 1;
      this.problem(
        at,
        1,
        worded(
          'shell.background',
          'Nothing runs in the background here: leave out &.',
        ),
      );
      return this.closers.length > 0;
    } else {
      this.i += two === '|&' ? 2 : 1;
      if (two === '|&') {
        this.problem(at, 2, worded('shell.pipeBoth', 'Use | instead of |&.'));
      }
    }
    this.openCommand(this.i);
    return true;
  }

  private readParenthesis(commandNext: boolean) {
    const at = this.i;
    this.i += 1;
    if (this.text[at] === ')') {
      if (this.closers[this.closers.length - 1] === ')') {
        this.closers.pop();
      } else if (this.closers.length === 0) {
        this.problem(
          at,
          1,
          worded('shell.closesNothing', 'This parenthesis closes nothing.'),
        );
      }
      return;
    }
    if (commandNext) {
      this.open('(', at);
    } else {
      // A function's definition, or an array: nothing a single command would hold.
      this.i = endOfSubstitution(this.text, at + 1);
      this.problem(
        at,
        this.i - at,
        worded('shell.parentheses', 'Parentheses have no meaning here.'),
      );
    }
  }

  private open(word: string, offset: number) {
    this.closers.push(CLOSERS.get(word)!);
    this.statement.compound ??= {
      word,
      position: { offset, length: word.length },
    };
  }

  /** Returns whether a command may start after the word. */
  private readCommandWord(commandNext: boolean): boolean {
    const at = this.i;
    if (this.text[at] === '{' && /\s/.test(this.text[at + 1] ?? ' ')) {
      this.i += 1;
      if (commandNext) {
        this.open('{', at);
        return true;
      }
    }
    const word = readWord(this.text, at, this.statement.problems);
    // A word cannot be empty here; step over anything unforeseen rather than stand still.
    this.i = Math.max(word.end, at + 1);
    const plain =
      word.parts.length === 1 &&
      word.parts[0].kind === 'literal' &&
      word.parts[0].quoting === 'none'
        ? word.parts[0].text
        : null;
    if (commandNext && plain !== null) {
      if (CLOSERS.has(plain) && plain !== '{') {
        this.open(plain, at);
        return plain === 'if' || plain === 'while' || plain === 'until';
      }
      if (CLOSING.has(plain)) {
        if (this.closers[this.closers.length - 1] === plain) {
          this.closers.pop();
        }
        return true;
      }
      if (BEFORE_COMMAND.has(plain) && this.closers.length > 0) {
        return true;
      }
      if (plain === '!' || plain === '[[' || plain === 'function') {
        this.problem(
          at,
          plain.length,
          worded(
            'shell.notEvaluated',
            "The shell's {{word}} is not evaluated.",
            { word: plain },
          ),
        );
      }
    }
    this.words += 1;
    if (this.words <= MOST_WORDS) {
      this.command.words.push(word);
    } else if (this.words === MOST_WORDS + 1) {
      this.problem(
        at,
        1,
        worded('shell.tooLong', 'This statement is too long to be read.'),
      );
    }
    return false;
  }

  private readRedirect() {
    const at = this.i;
    const operator = /^(?:&>>?|>>|>\||>&|>|<<<|<<-?|<>|<&|<\(|<)/.exec(
      this.text.slice(at, at + 3),
    )![0];
    this.i += operator.length;
    if (operator === '<(' || (operator === '>' && this.text[this.i] === '(')) {
      this.i = endOfSubstitution(this.text, at + 2);
      this.problem(
        at,
        this.i - at,
        worded('shell.process', 'Process substitution is not run.'),
      );
      return;
    }
    const before = this.command.words[this.command.words.length - 1];
    let prefix = '';
    if (
      before?.end === at &&
      /^[0-9]$/.test(this.text.slice(before.offset, at))
    ) {
      this.command.words.pop();
      prefix = this.text.slice(before.offset, at);
    }
    this.skipBlanks();
    const next = this.text[this.i];
    const target =
      next === undefined || '\n;|&<>()'.includes(next)
        ? null
        : readWord(this.text, this.i, this.statement.problems);
    this.i = target?.end ?? this.i;
    if (operator === '<<' || operator === '<<-') {
      this.openHeredoc(
        operator === '<<-',
        target && this.text.slice(target.offset, target.end),
        at,
      );
      return;
    }
    this.command.redirects.push({
      operator: `${prefix}${operator}`,
      target,
      position: {
        offset: at - prefix.length,
        length: this.i - at + prefix.length,
      },
    });
  }

  private openHeredoc(tabs: boolean, written: string | null, at: number) {
    const end = endWordOf(written);
    if (end === null) {
      this.problem(
        at,
        2,
        worded('shell.endWord', 'A here-document needs an end word.'),
      );
      return;
    }
    this.heredocs.push({ ...end, tabs, into: this.command });
  }

  /** Bodies of here-documents follow the line that named them. */
  private readHeredocs() {
    const { statement } = this;
    for (const heredoc of this.heredocs) {
      const body = readHeredoc(this.text, this.i, heredoc);
      heredoc.into.input = body.input;
      statement.end = body.end;
      this.i = body.next;
      if (!body.closed) {
        this.problem(
          statement.offset,
          1,
          worded(
            'shell.endWordMissing',
            "The here-document's end word {{word}} is missing.",
            { word: heredoc.delimiter },
          ),
        );
      }
    }
    this.heredocs = [];
  }
}
