import {
  CommandGrammar,
  CommandReading,
  CommandWord,
  GrammarContext,
  Reason,
  worded,
  wordedNear,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { Call } from './call';
import { FlagReader, GLOBAL_FLAGS } from './flags';
import { nearest } from './nearest';
import { OTHER_APP_VERBS, OTHER_COMMANDS } from './otherVerbs';
import { CommandRefusal } from './pieces';
import { REFUSED_FLAGS } from './refusedFlags';
import { VERBS } from './verbs';

const BY_NAME = new Map(VERBS.map(verb => [verb.name, verb]));

function reading(
  fields: Reason & Pick<CommandReading, 'verdict'> & Partial<CommandReading>,
): CommandReading {
  return {
    verb: null,
    action: null,
    input: null,
    target: null,
    placeholders: [],
    position: null,
    ...fields,
  };
}

function unknown(
  word: CommandWord,
  prefix: string,
  known: Iterable<string>,
): CommandRefusal {
  const near = nearest(word.text, known);
  return new CommandRefusal(
    wordedNear(
      'verbs.unknown',
      '{{tool}} has no command {{name}}.',
      { tool: prefix, name: word.text.slice(0, 60) },
      near,
    ),
    word.position,
  );
}

/** A flag before the command: those that are refused anywhere say why. */
function plainWord(
  words: readonly CommandWord[],
  at: number,
  needs: Reason,
): CommandWord {
  const word = words[at];
  if (!word) {
    throw new CommandRefusal(needs, null);
  }
  if (word.text.startsWith('-')) {
    const name = word.text.replace(/^--?/, '').split('=')[0];
    throw new CommandRefusal(
      REFUSED_FLAGS.get(name) ??
        worded('flags.after', 'Flags stand after the command.'),
      word.position,
    );
  }
  return word;
}

/** Switches that every command takes may stand before it; they are read behind it. */
function switchesLast(words: readonly CommandWord[]): CommandWord[] {
  const isSwitch = ({ text }: CommandWord) =>
    GLOBAL_FLAGS.some(
      ({ name, takes }) =>
        takes === 'switch' && text.split('=')[0] === `--${name}`,
    );
  const first = words.findIndex((word, at) => at > 0 && !isSwitch(word));
  const [tool, ...rest] = words;
  const count = Math.max(first - 1, 0);
  return [tool, ...rest.slice(count), ...rest.slice(0, count)];
}

function read(
  written: readonly CommandWord[],
  context: GrammarContext,
): CommandReading {
  const words = switchesLast(written);
  const first = plainWord(
    words,
    1,
    worded('verbs.missing', '{{tool}} needs a command, such as {{example}}.', {
      tool: 'argocd',
      example: 'app list',
    }),
  );
  if (first.text !== 'app') {
    const advice = OTHER_COMMANDS.get(first.text);
    if (advice) {
      return reading({ ...advice, verb: `argocd ${first.text}` });
    }
    throw unknown(first, 'argocd', ['app', ...OTHER_COMMANDS.keys()]);
  }
  const second = plainWord(
    words,
    2,
    worded(
      'argocd.verb',
      'argocd app needs a command, such as list, get, sync or rollback.',
    ),
  );
  const verb = BY_NAME.get(second.text);
  const name = `argocd app ${second.text}`;
  if (!verb) {
    const advice = OTHER_APP_VERBS.get(second.text);
    if (advice) {
      return reading({ ...advice, verb: name });
    }
    throw unknown(second, 'argocd app', [
      ...BY_NAME.keys(),
      ...OTHER_APP_VERBS.keys(),
    ]);
  }
  try {
    const reader = new FlagReader(
      name,
      [...GLOBAL_FLAGS, ...verb.flags],
      verb.repeatable ?? [],
    );
    return verb.read(new Call(name, reader.read(words.slice(3)), context));
  } catch (error) {
    if (error instanceof CommandRefusal) {
      const { verdict, because, position } = error;
      return reading({ verdict, verb: name, ...because, position });
    }
    throw error;
  }
}

/**
 * Commands of argocd 3. What it does not know it refuses, with the position and the nearest thing it does know.
 * @public
 */
export const argocdGrammar: CommandGrammar = {
  tool: 'argocd',
  redirectedBy: [
    'ARGOCD_SERVER',
    'ARGOCD_OPTS',
    'ARGOCD_AUTH_TOKEN',
    'KUBECONFIG',
  ],
  parse(command, context) {
    try {
      return read(command.words, context);
    } catch (error) {
      if (error instanceof CommandRefusal) {
        const { verdict, because, position } = error;
        return reading({ verdict, ...because, position });
      }
      throw error;
    }
  },
};
