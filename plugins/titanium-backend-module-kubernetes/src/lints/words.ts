let last: { text: string; words: readonly string[] } = { text: '', words: [] };

/** The words of a text, quotes and continuations aside: enough to recognise, not to run. */
export function wordsOf(text: string): readonly string[] {
  // Each rule asks for those of the same text.
  if (text !== last.text) {
    last = { text, words: text.split(/[\s\\]+/).filter(word => word !== '') };
  }
  return last.words;
}

/** Where the words stand in this order, one after the other; -1 where they do not. */
export function findWords(
  words: readonly string[],
  wanted: readonly (string | RegExp)[],
): number {
  return words.findIndex((_, start) =>
    wanted.every((each, index) => {
      const word = words[start + index];
      return (
        word !== undefined &&
        (typeof each === 'string' ? word === each : each.test(word))
      );
    }),
  );
}

/** True when a namespace is named in any of its notations. */
export function namesNamespace(words: readonly string[]): boolean {
  return words.some(
    word =>
      word === '-n' ||
      word === '--namespace' ||
      word.startsWith('--namespace=') ||
      /^-n=?[^\s-]/.test(word),
  );
}

/** What a redirection at the end writes to; undefined without one. */
export function writtenFile(words: readonly string[]): string | undefined {
  const at = words.findIndex(word => /^>{1,2}/.test(word));
  if (at < 0) {
    return undefined;
  }
  return words[at].replace(/^>{1,2}/, '') || words[at + 1];
}
