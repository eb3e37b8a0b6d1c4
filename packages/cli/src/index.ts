/**
 * The command line `titanium`.
 *
 * @packageDocumentation
 */
import { main } from './main';

process.exitCode = main(process.argv.slice(2), {
  print: text => process.stdout.write(text),
  tell: text => process.stderr.write(text),
});
