/** The words that open constructs of the shell, with those that close them. */
export const CLOSERS: ReadonlyMap<string, string> = new Map([
  ['for', 'done'],
  ['while', 'done'],
  ['until', 'done'],
  ['select', 'done'],
  ['if', 'fi'],
  ['case', 'esac'],
  ['{', '}'],
  ['(', ')'],
]);
export const CLOSING: ReadonlySet<string> = new Set(CLOSERS.values());
/** After these a command follows, so that a construct may open there. */
export const BEFORE_COMMAND: ReadonlySet<string> = new Set([
  'do',
  'then',
  'else',
  'elif',
  '!',
  'time',
]);
