const PLAIN = /^[A-Za-z0-9_./:@%+,=-]+$/;

/**
 * A word as a shell reads it back: plain where nothing needs quoting, else in single quotes.
 * @public
 */
export function quoteWord(text: string): string {
  return PLAIN.test(text) ? text : `'${text.replace(/'/g, `'\\''`)}'`;
}
