import { UsageError } from '../errors';
import type { Output } from '../main';
import { auditReport, verifyAudit } from './verifyAudit';

const USAGE = `Usage: titanium audit verify <export.ndjson> [--json]

Checks an export of the audit without the portal: that no row is missing, was changed, or stands in another order.

Exit code: 0 when it is whole, 1 when it is not, 2 when the command itself cannot be understood.
`;

/** Runs `titanium audit`; returns its exit code. */
export async function auditMain(
  args: readonly string[],
  output: Output,
): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    output.print(USAGE);
    return 0;
  }
  try {
    const [command, ...rest] = args;
    const paths = rest.filter(arg => arg !== '--json');
    if (command !== 'verify') {
      throw new UsageError('What is to be done with the audit?');
    }
    if (paths.length !== 1 || paths[0].startsWith('-')) {
      throw new UsageError('Name one export to verify');
    }
    const found = await verifyAudit(paths[0]);
    output.print(
      rest.includes('--json')
        ? `${JSON.stringify(found)}\n`
        : auditReport(found),
    );
    return found.broken || found.problem ? 1 : 0;
  } catch (error) {
    if (error instanceof UsageError) {
      output.tell(`${error.message}\n\n${USAGE}`);
      return 2;
    }
    throw error;
  }
}
