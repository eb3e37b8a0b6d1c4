import { isDryRun } from '../objects/accept';
import { ResourceCall } from '../server/call';

/** The options inside an Eviction. */
export function readDeleteOptionsOf(
  { query }: ResourceCall,
  body: Record<string, any>,
) {
  return {
    dryRun: isDryRun(query, body.deleteOptions),
    gracePeriodSeconds: body.deleteOptions?.gracePeriodSeconds as
      | number
      | undefined,
  };
}
