/** Argo CD's own name for what nobody started. */
const AUTOMATED = 'automated';

/** Who started an operation, for people; `words` name what auto-sync did. */
export function initiatorOf(name: string, words: string): string {
  return name === AUTOMATED ? words : name;
}
