import {
  ParsedStatement,
  StatementLint,
} from '@titanium-portal/backstage-plugin-titanium-common';

/** A statement with what is known to be wrong in its text. */
export interface CheckedStatement extends ParsedStatement {
  lints: StatementLint[];
}

/** A fenced block of a file, or a whole script. */
export interface CheckedBlock {
  /** One-based line of the file where the block begins: its fence, or the first line of a script. */
  line: number;
  language: string | null;
  /** Their lines are those of the file. */
  statements: CheckedStatement[];
  /** Of a block without statements, such as a manifest. */
  lints: StatementLint[];
}

/** A file with its blocks, which are read as they are asked for: a file of ten thousand of them needs room for one. */
export interface CheckedFile {
  path: string;
  blocks: Iterable<CheckedBlock>;
}
