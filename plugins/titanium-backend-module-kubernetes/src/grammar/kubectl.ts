import {
  CommandGrammar,
  CommandReading,
  CommandWord,
  GrammarContext,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { Call } from './call';
import { GLOBAL_FLAGS, readFlags } from './flags';
import { nearest } from './nearest';
import { OTHER_ROLLOUT_VERBS, OTHER_VERBS, otherVerb } from './otherVerbs';
import { CommandRefusal } from './pieces';
import { Verb } from './verb';
import { deletePod } from './verbs/delete';
import { describe } from './verbs/describe';
import { events } from './verbs/listEvents';
import { get } from './verbs/get';
import { logs } from './verbs/logs';
import {
  rolloutHistory,
  rolloutRestart,
  rolloutStatus,
  rolloutUndo,
} from './verbs/rollout';
import { scale } from './verbs/scale';
import { top } from './verbs/top';

const VERBS: readonly Verb[] = [
  get,
  describe,
  logs,
  top,
  events,
  scale,
  rolloutStatus,
  rolloutHistory,
  rolloutUndo,
  rolloutRestart,
  deletePod,
];
const BY_PATH = new Map(VERBS.map(verb => [verb.path.join(' '), verb]));
const FIRST_WORDS = [
  ...new Set([...VERBS.map(verb => verb.path[0]), ...OTHER_VERBS.keys()]),
];
const ROLLOUT_WORDS = [
  ...VERBS.filter(verb => verb.path[0] === 'rollout').map(verb => verb.path[1]),
  ...OTHER_ROLLOUT_VERBS.keys(),
];

function reading(
  fields: Pick<CommandReading, 'verdict' | 'reason'> & Partial<CommandReading>,
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

function unknownVerb(
  word: CommandWord,
  prefix: string,
  known: readonly string[],
): CommandRefusal {
  const near = nearest(word.text, known);
  return new CommandRefusal(
    `${prefix} has no command ${word.text.slice(0, 60)}.${
      near ? ` Did you mean ${near}?` : ''
    }`,
    word.position,
  );
}

/** Finds the verb behind flags that may stand before it. Returns the words without it. */
function findVerb(words: readonly CommandWord[]): {
  path: CommandWord[];
  others: CommandWord[];
} {
  const before = readFlags('kubectl', words, GLOBAL_FLAGS, {
    stopAtArgument: true,
  }).rest;
  const path = words.slice(before, before + 1);
  if (path.length === 0) {
    throw new CommandRefusal('kubectl needs a command, such as get.', null);
  }
  const after = before + 1;
  if (path[0].text === 'rollout') {
    const skipped = readFlags(
      'kubectl rollout',
      words.slice(after),
      GLOBAL_FLAGS,
      {
        stopAtArgument: true,
      },
    ).rest;
    const sub = words[after + skipped];
    if (!sub) {
      throw new CommandRefusal(
        'kubectl rollout needs status, history, undo or restart.',
        path[0].position,
      );
    }
    path.push(sub);
    return {
      path,
      others: [
        ...words.slice(0, before),
        ...words.slice(after, after + skipped),
        ...words.slice(after + skipped + 1),
      ],
    };
  }
  return { path, others: [...words.slice(0, before), ...words.slice(after)] };
}

function read(
  words: readonly CommandWord[],
  context: GrammarContext,
): CommandReading {
  const { path, others } = findVerb(words);
  const names = path.map(({ text }) => text);
  const verb = BY_PATH.get(names.join(' '));
  if (verb) {
    const name = `kubectl ${names.join(' ')}`;
    try {
      const found = readFlags(name, others, [...GLOBAL_FLAGS, ...verb.flags]);
      return verb.read(new Call(name, found, context));
    } catch (error) {
      if (error instanceof CommandRefusal) {
        return reading({
          verdict: 'refuse',
          verb: name,
          reason: error.reason,
          position: error.position,
        });
      }
      throw error;
    }
  }
  const advice = otherVerb(
    names,
    others.map(({ text }) => text),
  );
  if (advice) {
    return reading({ ...advice, verb: `kubectl ${names.join(' ')}` });
  }
  const [first, second] = path;
  throw second
    ? unknownVerb(second, 'kubectl rollout', ROLLOUT_WORDS)
    : unknownVerb(first, 'kubectl', FIRST_WORDS);
}

/**
 * Commands of kubectl 1.29. What it does not know it refuses, with the position and the nearest thing it does know.
 * @public
 */
export const kubectlGrammar: CommandGrammar = {
  tool: 'kubectl',
  parse(command, context) {
    try {
      return read(command.words.slice(1), context);
    } catch (error) {
      if (error instanceof CommandRefusal) {
        return reading({
          verdict: 'refuse',
          reason: error.reason,
          position: error.position,
        });
      }
      throw error;
    }
  },
};
