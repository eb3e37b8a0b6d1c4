import { checkPaths } from './check/checkPaths';
import { UsageError } from './errors';
import { humanReport } from './report/human';
import { jsonReport } from './report/json';

const USAGE = `Usage: titanium check <files or folders> [--json]
       titanium audit verify <export.ndjson> [--json]

Says for each command of Markdown files and shell scripts what it will be in the portal:
  read      runs at once
  change    shows what will change, asks, then runs
  form      asks for more first
  session   is replaced by a page of the portal
  prose     stays text
  refuse    is not run, with the reason

What is known to be wrong in a text is printed below it as a warning, with the text as it should be.

Exit code: 0 when nothing is refused, 1 when something is, 2 when the command itself cannot be understood.
`;

/** Where the command line writes to. */
export interface Output {
  print(text: string): void;
  tell(text: string): void;
}

function pathsOf(args: readonly string[]): { paths: string[]; json: boolean } {
  const [command, ...rest] = args;
  if (command !== 'check') {
    throw new UsageError(
      command === undefined ? 'What is to be done?' : `No command ${command}`,
    );
  }
  const end = rest.indexOf('--');
  const flags = (end < 0 ? rest : rest.slice(0, end)).filter(arg =>
    arg.startsWith('-'),
  );
  const unknown = flags.find(flag => flag !== '--json');
  if (unknown) {
    throw new UsageError(`No option ${unknown}`);
  }
  const paths = rest.filter(
    (arg, index) =>
      index !== end && (!arg.startsWith('-') || (end >= 0 && index > end)),
  );
  if (paths.length === 0) {
    throw new UsageError('Name the files or folders to check');
  }
  return { paths, json: flags.includes('--json') };
}

/** Runs the command line; returns its exit code. */
export function main(args: readonly string[], output: Output): number {
  if (args.includes('--help') || args.includes('-h') || args[0] === 'help') {
    output.print(USAGE);
    return 0;
  }
  try {
    const { paths, json } = pathsOf(args);
    const report = json ? jsonReport : humanReport;
    return report(checkPaths(paths), output.print) > 0 ? 1 : 0;
  } catch (error) {
    if (error instanceof UsageError) {
      output.tell(`${error.message}\n\n${USAGE}`);
      return 2;
    }
    throw error;
  }
}
