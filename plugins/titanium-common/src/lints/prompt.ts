import { findUnsafeCharacter } from '../commands/characters';
import { LintRule } from './types';

/** The reason of a line that is read as output though it begins like a command. */
export const OUTPUT_KEY = 'noPrompt';

/** A step that nobody is offered because the others of its block have a prompt. */
const missingPrompt: LintRule = ({ text, statement }) =>
  statement?.wording?.key === OUTPUT_KEY
    ? {
        code: 'missing-prompt',
        message: statement.reason ?? '',
        // Nobody is handed what they cannot see.
        correction: findUnsafeCharacter(text) ? null : `$ ${text}`,
      }
    : undefined;

/** What blocks of commands are known to get wrong, whatever their tools. @public */
export const blockLints: readonly LintRule[] = [missingPrompt];
