import {
  CommandGrammar,
  CommandReading,
  CommandWord,
  GrammarContext,
  Reason,
  worded,
  wordedNear,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { Call } from '../call';
import { Flag, flags, readFlags } from '../flags';
import { nearest } from '../nearest';
import { CommandRefusal } from '../pieces';
import { Advice, adviceFor, COMMANDS } from './advice';
import { analyze, describe } from './verbs';

/** Flags that every command of istioctl takes and that change nothing here. */
const GLOBAL = flags('namespace|n=', 'context=', 'istioNamespace|i=', 'vklog=');

interface IstioVerb {
  name: string;
  flags: readonly Flag[];
  read(call: Call): CommandReading;
}

const VERBS: ReadonlyMap<string, IstioVerb> = new Map([
  ...['describe', 'des'].map(name => [name, describe] as const),
  ['analyze', analyze] as const,
]);
/** Commands that are being tried out stand below one of these. */
const TRIED_OUT = new Set(['x', 'experimental', 'exp']);
const FIRST_WORDS = [...VERBS.keys(), ...TRIED_OUT, ...COMMANDS];

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

interface Found {
  /** Its name without `experimental`. */
  word: CommandWord;
  others: CommandWord[];
}

/** The command behind flags that may stand before it, and behind `experimental`. */
function findCommand(words: readonly CommandWord[]): Found {
  const skip = (rest: readonly CommandWord[]) =>
    readFlags('istioctl', rest, GLOBAL, { stopAtArgument: true }).rest;
  const at = skip(words);
  const first = words[at];
  if (!first) {
    throw new CommandRefusal(
      worded(
        'verbs.missing',
        '{{tool}} needs a command, such as {{example}}.',
        {
          tool: 'istioctl',
          example: 'analyze',
        },
      ),
      null,
    );
  }
  const before = words.slice(0, at);
  const after = words.slice(at + 1);
  if (!TRIED_OUT.has(first.text)) {
    return { word: first, others: [...before, ...after] };
  }
  const next = skip(after);
  const second = after[next];
  if (!second) {
    throw new CommandRefusal(
      worded(
        'verbs.missing',
        '{{tool}} needs a command, such as {{example}}.',
        {
          tool: `istioctl ${first.text}`,
          example: 'describe',
        },
      ),
      first.position,
    );
  }
  return {
    word: second,
    others: [...before, ...after.slice(0, next), ...after.slice(next + 1)],
  };
}

function read(
  words: readonly CommandWord[],
  context: GrammarContext,
): CommandReading {
  const { word, others } = findCommand(words);
  const verb = VERBS.get(word.text);
  const advice: Advice | undefined = adviceFor(word.text);
  if (!verb) {
    if (advice) {
      return reading({ ...advice, verb: `istioctl ${word.text}` });
    }
    const near = nearest(word.text, FIRST_WORDS);
    throw new CommandRefusal(
      wordedNear(
        'verbs.unknown',
        '{{tool}} has no command {{name}}.',
        { tool: 'istioctl', name: word.text.slice(0, 60) },
        near,
      ),
      word.position,
    );
  }
  try {
    const found = readFlags(verb.name, others, [...GLOBAL, ...verb.flags]);
    return verb.read(new Call(verb.name, found, context));
  } catch (error) {
    if (error instanceof CommandRefusal) {
      const { because, position } = error;
      return reading({
        verdict: 'refuse',
        verb: verb.name,
        ...because,
        position,
      });
    }
    throw error;
  }
}

/**
 * Commands of istioctl 1.20: what they say of the mesh's configuration is answered from its objects; what asks a proxy
 * or changes the mesh is not run.
 * @public
 */
export const istioctlGrammar: CommandGrammar = {
  tool: 'istioctl',
  redirectedBy: ['KUBECONFIG', 'ISTIOCONFIG'],
  parse(command, context) {
    try {
      return read(command.words.slice(1), context);
    } catch (error) {
      if (error instanceof CommandRefusal) {
        const { because, position } = error;
        return reading({ verdict: 'refuse', ...because, position });
      }
      throw error;
    }
  },
};
