import { ParsedStatement } from '@titanium-portal/backstage-plugin-titanium-common';
import { CheckedFile } from '../check/types';

/** Writes a report of files as they are checked; answers how many statements are refused. */
export type Reporter = (
  files: Iterable<CheckedFile>,
  print: (text: string) => void,
) => number;

/** True for a statement that fails a check. */
export function isRefused({ verdict }: ParsedStatement): boolean {
  return verdict === 'refuse';
}
