import { ParsedStatement } from '@titanium-portal/backstage-plugin-titanium-common';

/** A fenced block of a file, or a whole script. */
export interface CheckedBlock {
  /** One-based line of the file where the block begins: its fence, or the first line of a script. */
  line: number;
  language: string | null;
  /** Their lines are those of the file. */
  statements: ParsedStatement[];
}

/** A file with its blocks, which are read as they are asked for: a file of ten thousand of them needs room for one. */
export interface CheckedFile {
  path: string;
  blocks: Iterable<CheckedBlock>;
}
