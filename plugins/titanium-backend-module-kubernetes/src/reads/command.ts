import { TitaniumClusters } from '@titanium-portal/backstage-plugin-titanium-node';
import { printCommand } from '../grammar/print';

/** The command that gives the same read; with the cluster's name only where there are several. */
export function toCommand(
  clusters: TitaniumClusters,
  id: string,
  input: Readonly<Record<string, unknown>>,
): string {
  return printCommand(id, input, { withContext: clusters.names().length > 1 });
}

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
