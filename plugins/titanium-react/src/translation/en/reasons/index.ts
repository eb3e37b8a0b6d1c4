import { advice } from './advice';
import { commands } from './commands';
import { shell } from './shell';

/** Why a statement does not run as it stands; the keys of its wording. */
export const reasons = {
  notOffered: 'This needs a part of the portal that is not installed.',
  noPrompt:
    'Lines without a prompt are output here, so this one does not run: write the prompt before it, too.',
  blockTooLong: 'This block is too long to be read.',
  tooManyStatements: 'The statements from here on are too many to be read.',
  ...advice,
  ...commands,
  ...shell,
};
