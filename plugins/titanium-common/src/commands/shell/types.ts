import { Reason } from '../reasons';
import { StatementPosition } from '../types';

/** How a part of a word was quoted. */
export type Quoting = 'none' | 'single' | 'double';

/** A piece of a word. Only literals are known before values are filled in. */
export type WordPart =
  | { kind: 'literal'; text: string; quoting: Quoting }
  /** `<pod-name>`, `{app}`, `[NAME]`. */
  | { kind: 'placeholder'; text: string; quoting: Quoting }
  /** `$NS`, `${NS}`. */
  | { kind: 'variable'; text: string; name: string; quoting: Quoting }
  /** `$(date +%Y%m%d)`, allowed in file names only. */
  | { kind: 'date'; text: string; quoting: Quoting };

/** Something the portal does not do, and where it stands in the block. */
export interface ShellProblem {
  offset: number;
  length: number;
  reason: string | Reason;
}

export interface ShellWord {
  parts: WordPart[];
  offset: number;
  end: number;
  /** Offset of an unquoted `*`, `?` or character class, which a shell would expand. */
  globOffset: number | null;
}

export interface ShellRedirect {
  /** `>`, `>>`, `<`, `2>`, `>&`, `<<<`. */
  operator: string;
  target: ShellWord | null;
  position: StatementPosition;
}

/** Words between pipes. */
export interface ShellCommand {
  words: ShellWord[];
  redirects: ShellRedirect[];
  /** A here-document's body; `literal` when its end word is quoted, so that a shell leaves it as it is. */
  input: { text: string; literal: boolean; offset: number } | null;
  offset: number;
}

/** Pipelines joined by `&&` and `||`, up to a line's end or `;`. Offsets are into the block. */
export interface ShellStatement {
  line: number;
  offset: number;
  end: number;
  pipelines: ShellCommand[][];
  /** Offsets of `&&` and `||`. */
  joins: StatementPosition[];
  /** `for`, `if`, `(`: the construct the statement is made of. */
  compound: { word: string; position: StatementPosition } | null;
  /** A line that reads like a command but stands without the prompt of the others. */
  output?: true;
  problems: ShellProblem[];
}
