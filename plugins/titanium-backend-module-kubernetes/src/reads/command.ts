/** A word as a shell takes it literally. */
function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word)
    ? word
    : `'${word.replace(/'/g, `'\\''`)}'`;
}

/** A kubectl command line; absent parts are left out. */
export function kubectl(
  ...words: (string | null | undefined | false)[]
): string {
  return ['kubectl', ...words]
    .filter((word): word is string => typeof word === 'string' && word !== '')
    .map(quote)
    .join(' ');
}

/** `-n x` or `-A`. */
export function scopeFlags(input: {
  namespace: string | null;
  allNamespaces?: boolean;
}): (string | false)[] {
  if (input.allNamespaces) {
    return ['-A'];
  }
  return input.namespace !== null ? ['-n', input.namespace] : [];
}

/** A flag with its value, when there is one. */
export function flag(
  name: string,
  value: string | number | null,
): (string | false)[] {
  return value === null
    ? []
    : [
        name.startsWith('--') ? `${name}=${value}` : name,
        ...(name.startsWith('--') ? [] : [String(value)]),
      ];
}
