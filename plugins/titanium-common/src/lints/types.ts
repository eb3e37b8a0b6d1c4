import type { ServerStatement } from '../commands/types';

/** Something a text is known to get wrong. It never keeps a step from being used. @public */
export interface StatementLint {
  /** `secret-namespace`, `sql-renamed-column`; pages translate by it and fall back to `message`. */
  code: string;
  /** English sentence. */
  message: string;
  values?: Record<string, string>;
  /** The text as it should be, to be copied; null where no text can say it. */
  correction: string | null;
}

/** What a rule looks at: one statement, or a block that holds none (a manifest). @public */
export interface LintSubject {
  text: string;
  /** The whole block, for what is said before. */
  block?: string;
  language?: string;
  /** Absent for a block without statements. */
  statement?: Pick<
    ServerStatement,
    'verdict' | 'verb' | 'action' | 'input' | 'defaults' | 'reason' | 'wording'
  >;
}

/**
 * Recognises one mistake. Pure, in linear time, never throws for any text; says nothing where it is not sure.
 * @public
 */
export type LintRule = (subject: LintSubject) => StatementLint | undefined;

/** Longest text rules are asked about. @public */
export const MAX_LINT_LENGTH = 20_000;

/** All that the rules find. @public */
export function lintText(
  subject: LintSubject,
  rules: readonly LintRule[],
): StatementLint[] {
  const { text, block = '' } = subject;
  if (Math.max(text.length, block.length) > MAX_LINT_LENGTH) {
    return [];
  }
  return rules.flatMap(rule => rule(subject) ?? []);
}
