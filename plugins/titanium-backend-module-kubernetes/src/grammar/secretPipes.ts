import {
  CommandReading,
  SimpleCommand,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { Call } from './call';
import { Verb } from './verb';
import { apply } from './verbs/apply';
import { get } from './verbs/get';
import {
  createSecret,
  keyOfOutput,
  keyOfTemplate,
  reveal,
  updateSecret,
} from './verbs/secret';

type TryCall = (command: SimpleCommand) => { verb: Verb; call: Call } | null;

interface Pipe {
  verb: string;
  /** How many commands it is made of. */
  commands: number;
  read(): CommandReading;
}

const wordsOf = ({ words }: SimpleCommand) =>
  words.some(({ placeholders }) => placeholders.length > 0)
    ? []
    : words.map(({ text }) => text);

/** `base64 -d` and nothing more. */
function decodes(command: SimpleCommand | undefined): boolean {
  const [name, flag, ...more] = command ? wordsOf(command) : [];
  return (
    name === 'base64' &&
    ['-d', '-D', '--decode'].includes(flag) &&
    more.length === 0
  );
}

/** The key that `jq -r .data.KEY` takes out. */
function keyOfJq(command: SimpleCommand): string | null {
  const [name, ...args] = wordsOf(command);
  const paths = args.filter(arg => arg !== '-r' && arg !== '--raw-output');
  return name === 'jq' && paths.length === 1
    ? keyOfTemplate(paths[0], 'jq')
    : null;
}

function revealPipe(
  [first, second, third]: readonly SimpleCommand[],
  tryCall: TryCall,
): Pipe | null {
  const found = tryCall(first);
  if (found?.verb !== get) {
    return null;
  }
  const { call } = found;
  const output = call.flag('output')?.text ?? '';
  const [kind] = (call.args[0]?.text ?? '').split('/');
  if (!/^secrets?(?:\.v1\.?)?$/i.test(kind)) {
    return null;
  }
  const { verb } = call;
  const picked = output === 'json' ? keyOfJq(second) : null;
  if (picked !== null) {
    const commands = decodes(third) ? 3 : 2;
    return { verb, commands, read: () => reveal(call, picked) };
  }
  const key = keyOfOutput(output);
  return key !== null && decodes(second)
    ? { verb, commands: 2, read: () => reveal(call, key) }
    : null;
}

/**
 * Pipes that are one step: showing a value of a Secret decoded, and putting a new value into one. Null for all others.
 */
export function readSecretPipe(
  commands: readonly SimpleCommand[],
  tryCall: TryCall,
): Pipe | null {
  const [first, second] = commands;
  if (second.words[0]?.text !== 'kubectl') {
    return revealPipe(commands, tryCall);
  }
  const create = tryCall(first);
  const applied = tryCall(second);
  return create?.verb === createSecret && applied?.verb === apply
    ? {
        verb: create.call.verb,
        commands: 2,
        read: () => updateSecret(create.call, applied.call),
      }
    : null;
}
