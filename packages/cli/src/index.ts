/**
 * The command line `titanium`.
 *
 * @packageDocumentation
 */
import { auditMain } from './audit/main';
import { main, Output } from './main';

const [command, ...rest] = process.argv.slice(2);
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
