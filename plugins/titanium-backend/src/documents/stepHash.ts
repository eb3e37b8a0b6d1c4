import { createHash } from 'node:crypto';
import { canonicalJson } from '@titanium-portal/backstage-plugin-titanium-common';

/** What makes a step of a document the same step tomorrow: its heading and its statement as written. */
export function stepHash(statement: string, heading: string | undefined) {
  return createHash('sha256')
    .update(
      canonicalJson({
        heading: heading?.trim() ?? '',
        statement: statement.replace(/\r\n?/g, '\n').trim(),
      }),
    )
    .digest('hex');
}
