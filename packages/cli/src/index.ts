/**
 * The command line `titanium`.
 *
 * @packageDocumentation
 */
import { auditMain } from './audit/main';
import { main, Output } from './main';

const [command, ...rest] = process.argv.slice(2);
// A reader such as `head` may have had enough: that is its end, not a failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});
const output: Output = {
  print: text => process.stdout.write(text),
  tell: text => process.stderr.write(text),
};

if (command === 'audit') {
  void auditMain(rest, output).then(code => {
    process.exitCode = code;
  });
} else {
  process.exitCode = main(process.argv.slice(2), output);
}
