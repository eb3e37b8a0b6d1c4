import {
  CommandGrammar,
  CommandReading,
  CommandWord,
  GrammarContext,
  Reason,
  SimpleCommand,
  worded,
  wordedNear,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { kubernetesLints } from '../lints';
import { Call } from './call';
import { flags, GLOBAL_FLAGS, readFlags } from './flags';
import { nearest } from './nearest';
import { OTHER_VERBS, otherVerb } from './otherVerbs';
import { CommandRefusal } from './pieces';
import { readSecretPipe } from './secretPipes';
import { Verb } from './verb';
import { apply } from './verbs/apply';
import { canI } from './verbs/canI';
import {
  clusterInfoVerb,
  currentContext,
  setContext,
  useContext,
  version,
} from './verbs/clusterInfo';
import { createJob } from './verbs/createJob';
import { deletePod } from './verbs/delete';
import { describe } from './verbs/describe';
import { edit } from './verbs/edit';
import { events } from './verbs/listEvents';
import { get } from './verbs/get';
import { logs } from './verbs/logs';
import { patch } from './verbs/patch';
import { replace } from './verbs/replace';
import {
  rolloutHistory,
  rolloutPause,
  rolloutRestart,
  rolloutResume,
  rolloutStatus,
  rolloutUndo,
} from './verbs/rollout';
import { run } from './verbs/run';
import { scale } from './verbs/scale';
import { createSecret } from './verbs/secret';
import { setImage } from './verbs/setImage';
import { top } from './verbs/top';

/** Verbs that the portal carries out. */
export const VERBS: readonly Verb[] = [
  get,
  describe,
  logs,
  top,
  events,
  canI,
  scale,
  setImage,
  rolloutStatus,
  rolloutHistory,
  rolloutUndo,
  rolloutRestart,
  rolloutPause,
  rolloutResume,
  deletePod,
  edit,
  patch,
  replace,
  apply,
  createJob,
  createSecret,
  run,
  clusterInfoVerb,
  currentContext,
  setContext,
  useContext,
  version,
];
/** Verbs that still take `--record`, which kubectl hides: it is read, has no effect, and a lint says so. */
const RECORDING: ReadonlySet<Verb> = new Set([
  scale,
  setImage,
  edit,
  patch,
  replace,
  apply,
]);
const RECORD = flags('record');
const BY_PATH = new Map(VERBS.map(verb => [verb.path.join(' '), verb]));
const PATHS = [...BY_PATH.keys(), ...OTHER_VERBS.keys()];
const FIRST_WORDS = [...new Set(PATHS.map(path => path.split(' ')[0]))];
/** Second words by the first, where a command is made of two. */
const SECOND_WORDS = new Map(
  FIRST_WORDS.map(first => [
    first,
    PATHS.filter(path => path.startsWith(`${first} `)).map(
      path => path.split(' ')[1],
    ),
  ]),
);

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

function unknownVerb(
  word: CommandWord,
  prefix: string,
  known: readonly string[],
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

interface FoundVerb {
  path: CommandWord[];
  /** The words without the verb. */
  others: CommandWord[];
}

/** The first word that is no flag, and where it stands. */
function firstArgument(name: string, words: readonly CommandWord[]): number {
  return readFlags(name, words, GLOBAL_FLAGS, { stopAtArgument: true }).rest;
}

/** Finds the verb behind flags that may stand before it. */
function findVerb(words: readonly CommandWord[]): FoundVerb {
  const before = firstArgument('kubectl', words);
  const verb = words[before];
  if (!verb) {
    throw new CommandRefusal(
      worded(
        'verbs.missing',
        '{{tool}} needs a command, such as {{example}}.',
        {
          tool: 'kubectl',
          example: 'get',
        },
      ),
      null,
    );
  }
  const after = words.slice(before + 1);
  const alone = { path: [verb], others: [...words.slice(0, before), ...after] };
  const seconds = SECOND_WORDS.get(verb.text) ?? [];
  const skipped = seconds.length > 0 ? secondWord(verb, after) : null;
  if (skipped === null) {
    return alone;
  }
  const second = after[skipped];
  if (!second) {
    throw new CommandRefusal(
      worded('verbs.missingOneOf', '{{tool}} needs one of {{names}}.', {
        tool: `kubectl ${verb.text}`,
        names: seconds.join(', '),
      }),
      verb.position,
    );
  }
  return {
    path: [verb, second],
    others: [
      ...words.slice(0, before),
      ...after.slice(0, skipped),
      ...after.slice(skipped + 1),
    ],
  };
}

/** Where the second word of a verb stands; null where `create -f x` needs none. */
function secondWord(
  verb: CommandWord,
  after: readonly CommandWord[],
): number | null {
  const alone = OTHER_VERBS.has(verb.text);
  try {
    const at = firstArgument(`kubectl ${verb.text}`, after);
    return alone && at >= after.length ? null : at;
  } catch (error) {
    if (alone && error instanceof CommandRefusal) {
      return null;
    }
    throw error;
  }
}

interface FoundCall {
  verb: Verb;
  call: Call;
}

/** The call of a command whose verb the portal carries out. */
function callOf(
  verb: Verb,
  others: readonly CommandWord[],
  { input, inputPlaceholders }: SimpleCommand,
  context: GrammarContext,
): FoundCall {
  const name = `kubectl ${verb.path.join(' ')}`;
  const known = [
    ...GLOBAL_FLAGS,
    ...verb.flags,
    ...(RECORDING.has(verb) ? RECORD : []),
  ];
  const found = readFlags(name, others, known, {
    takesCommand: verb.takesCommand,
  });
  const stdin = { input, inputPlaceholders };
  return { verb, call: new Call(name, found, context, stdin) };
}

/** A refusal as a reading. */
function refusing(
  verb: string | null,
  attempt: () => CommandReading,
): CommandReading {
  try {
    return attempt();
  } catch (error) {
    if (error instanceof CommandRefusal) {
      const { because, position } = error;
      return reading({ verdict: 'refuse', verb, ...because, position });
    }
    throw error;
  }
}

function read(command: SimpleCommand, context: GrammarContext): CommandReading {
  const { path, others } = findVerb(command.words.slice(1));
  const names = path.map(({ text }) => text);
  const name = `kubectl ${names.join(' ')}`;
  const verb = BY_PATH.get(names.join(' '));
  if (verb) {
    return refusing(name, () =>
      verb.read(callOf(verb, others, command, context).call),
    );
  }
  const advice = otherVerb(
    names,
    others.map(({ text }) => text),
  );
  if (advice) {
    return reading({ ...advice, verb: name });
  }
  const [first, second] = path;
  throw second
    ? unknownVerb(
        second,
        `kubectl ${first.text}`,
        SECOND_WORDS.get(first.text) ?? [],
      )
    : unknownVerb(first, 'kubectl', FIRST_WORDS);
}

/** The call of a command when it can be read at all, to find out what a pipe is about. */
function tryCall(
  command: SimpleCommand,
  context: GrammarContext,
): FoundCall | null {
  try {
    const { path, others } = findVerb(command.words.slice(1));
    const verb = BY_PATH.get(path.map(({ text }) => text).join(' '));
    return verb ? callOf(verb, others, command, context) : null;
  } catch (error) {
    if (error instanceof CommandRefusal) {
      return null;
    }
    throw error;
  }
}

/**
 * Commands of kubectl 1.29. What it does not know it refuses, with the position and the nearest thing it does know.
 * @public
 */
export const kubectlGrammar: CommandGrammar = {
  tool: 'kubectl',
  redirectedBy: ['KUBECONFIG'],
  lints: kubernetesLints,
  parse: (command, context) => refusing(null, () => read(command, context)),
  parsePipe(commands, context) {
    const pipe = readSecretPipe(commands, command => tryCall(command, context));
    return (
      pipe && {
        commands: pipe.commands,
        reading: refusing(pipe.verb, pipe.read),
      }
    );
  },
};
