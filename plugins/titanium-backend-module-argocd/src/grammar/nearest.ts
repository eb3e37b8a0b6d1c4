/** Edits between two words, up to `limit`; anything further is `limit + 1`. */
function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) {
    return limit + 1;
  }
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      row.push(
        Math.min(
          previous[j] + 1,
          row[j - 1] + 1,
          previous[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1),
        ),
      );
    }
    previous = row;
  }
  return previous[b.length];
}

/** The candidate nearest to a word, when it is near enough to be what was meant. */
export function nearest(
  word: string,
  candidates: Iterable<string>,
): string | undefined {
  const limit = word.length > 5 ? 2 : 1;
  let best: string | undefined;
  let least = limit + 1;
  for (const candidate of word.length > 60 ? [] : candidates) {
    const edits = distance(word, candidate, limit);
    if (edits < least) {
      least = edits;
      best = candidate;
    }
  }
  return best;
}
