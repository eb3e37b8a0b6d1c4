import { CommandWord } from '../grammar';
import { Reason, worded } from '../reasons';
import { StatementFilter } from '../types';
import { compilePattern, PatternOptions } from './pattern';

/** What a pipe's tail was read as. */
export type FilterReading =
  | { ok: true; filter: StatementFilter | null }
  | { ok: false; reason: string | Reason; word: CommandWord };

/** Options of the filters: the letter, and whether a value follows. */
const OPTIONS: Record<
  string,
  { flags: string; values: string; long: Record<string, string> }
> = {
  grep: {
    flags: 'ivwxcFEnho',
    values: 'eABCm',
    long: {
      'ignore-case': 'i',
      'invert-match': 'v',
      'word-regexp': 'w',
      'line-regexp': 'x',
      count: 'c',
      'fixed-strings': 'F',
      'extended-regexp': 'E',
      regexp: 'e',
      'after-context': 'A',
      'before-context': 'B',
      context: 'C',
      'max-count': 'm',
    },
  },
  head: { flags: '', values: 'n', long: { lines: 'n' } },
  tail: { flags: '', values: 'n', long: { lines: 'n' } },
  wc: { flags: 'l', values: '', long: { lines: 'l' } },
  sort: {
    flags: 'rnu',
    values: 'k',
    long: { reverse: 'r', 'numeric-sort': 'n', unique: 'u', key: 'k' },
  },
  less: { flags: 'RSNFXi', values: '', long: {} },
  more: { flags: '', values: '', long: {} },
  base64: { flags: 'dD', values: '', long: { decode: 'd' } },
  jq: { flags: 'rcM', values: '', long: { 'raw-output': 'r', compact: 'c' } },
};

/** Names of the commands that may stand at the end of a pipe. */
export const FILTER_NAMES: ReadonlySet<string> = new Set(Object.keys(OPTIONS));

const NUMERIC = new Set(['n', 'A', 'B', 'C', 'm', 'k']);
const JQ_PATH =
  /^\.$|^(?:\.[A-Za-z_][A-Za-z0-9_]{0,99}|\.?\[\d{1,6}\]|\.?\["[^"\\\]]{1,200}"\]){1,50}$/;

class Refusal extends Error {
  constructor(readonly reason: string | Reason, readonly word: CommandWord) {
    super(typeof reason === 'string' ? reason : reason.reason);
  }
}

interface Options {
  flags: Set<string>;
  values: Map<string, string>;
  operands: CommandWord[];
}

function readValue(
  options: Options,
  letter: string,
  value: string | undefined,
  word: CommandWord,
) {
  if (value === undefined || value === '') {
    throw new Refusal(
      worded('filters.value', '-{{letter}} needs a value.', { letter }),
      word,
    );
  }
  if (NUMERIC.has(letter) && !/^\d{1,7}$/.test(value)) {
    throw new Refusal(
      worded('filters.number', '-{{letter}} needs a number here.', { letter }),
      word,
    );
  }
  options.values.set(letter, value);
}

function readOptions(name: string, words: readonly CommandWord[]): Options {
  const { flags, values, long } = OPTIONS[name];
  const options: Options = {
    flags: new Set(),
    values: new Map(),
    operands: [],
  };
  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    const { text } = word;
    if (word.quoted || !text.startsWith('-') || text === '-') {
      options.operands.push(word);
      continue;
    }
    if (text.startsWith('--')) {
      const equals = text.indexOf('=');
      const key = text.slice(2, equals < 0 ? undefined : equals);
      const letter = Object.hasOwn(long, key) ? long[key] : undefined;
      if (!letter) {
        throw new Refusal(
          worded(
            'filters.option',
            '{{name}} {{option}} is not supported here.',
            { name, option: text },
          ),
          word,
        );
      }
      if (values.includes(letter)) {
        const value = equals < 0 ? words[++i]?.text : text.slice(equals + 1);
        readValue(options, letter, value, word);
      } else {
        options.flags.add(letter);
      }
      continue;
    }
    if ((name === 'head' || name === 'tail') && /^-\d{1,7}$/.test(text)) {
      options.values.set('n', text.slice(1));
      continue;
    }
    for (let at = 1; at < text.length; at++) {
      const letter = text[at];
      if (values.includes(letter)) {
        const rest = text.slice(at + 1);
        readValue(options, letter, rest || words[++i]?.text, word);
        break;
      }
      if (!flags.includes(letter)) {
        throw new Refusal(
          worded(
            'filters.option',
            '{{name}} {{option}} is not supported here.',
            { name, option: `-${letter}` },
          ),
          word,
        );
      }
      options.flags.add(letter);
    }
  }
  return options;
}

/** Which of grep's syntaxes the flags choose. */
function syntaxOf(flags: ReadonlySet<string>): PatternOptions['syntax'] {
  if (flags.has('F')) {
    return 'fixed';
  }
  return flags.has('E') ? 'extended' : 'basic';
}

function grep(options: Options, command: CommandWord): StatementFilter {
  const pattern = options.values.get('e') ?? options.operands.shift()?.text;
  if (pattern === undefined || pattern === '') {
    throw new Refusal(
      worded('filters.pattern', 'grep needs a pattern.'),
      command,
    );
  }
  const compiled = compilePattern(pattern, {
    syntax: syntaxOf(options.flags),
    ignoreCase: false,
    word: false,
    line: false,
  });
  if (!compiled.ok) {
    throw new Refusal(compiled.reason, command);
  }
  const args = ['i', 'v', 'w', 'x', 'c', 'F', 'E']
    .filter(flag => options.flags.has(flag))
    .map(flag => `-${flag}`);
  for (const key of ['A', 'B', 'C', 'm']) {
    const value = options.values.get(key);
    if (value !== undefined) {
      args.push(`-${key}`, value);
    }
  }
  return { name: 'grep', args: [...args, '-e', pattern] };
}

function build(
  name: string,
  options: Options,
  command: CommandWord,
): StatementFilter | null {
  const flags = [...options.flags].map(flag => `-${flag}`);
  switch (name) {
    case 'grep':
      return grep(options, command);
    case 'head':
    case 'tail':
      return { name, args: ['-n', options.values.get('n') ?? '10'] };
    case 'wc':
      if (!options.flags.has('l')) {
        throw new Refusal(
          worded('filters.wc', 'Only wc -l is supported here.'),
          command,
        );
      }
      return { name, args: ['-l'] };
    case 'sort': {
      const key = options.values.get('k');
      return { name, args: key ? [...flags, '-k', key] : flags };
    }
    case 'base64':
      if (!options.flags.has('d') && !options.flags.has('D')) {
        throw new Refusal(
          worded('filters.base64', 'Only base64 -d is supported here.'),
          command,
        );
      }
      return { name, args: ['-d'] };
    case 'jq': {
      const path = options.operands.shift()?.text ?? '.';
      if (path.length > 500 || !JQ_PATH.test(path)) {
        throw new Refusal(
          worded(
            'filters.jq',
            'Only simple jq paths such as .metadata.name are supported here.',
          ),
          command,
        );
      }
      return {
        name,
        args: options.flags.has('r') ? ['-r', path] : [path],
      };
    }
    default:
      // Pagers: the page scrolls.
      return { name: 'less', args: [] };
  }
}

/** Reads one command of a pipe's tail. Options that would change the result in an unknown way are refused. */
export function parseFilter(words: readonly CommandWord[]): FilterReading {
  const [command, ...rest] = words;
  const name = ['egrep', 'fgrep', 'zless'].includes(command.text)
    ? command.text.slice(1)
    : command.text;
  if (!FILTER_NAMES.has(name)) {
    return {
      ok: false,
      word: command,
      reason: worded(
        'filters.unknown',
        '{{name}} cannot follow a pipe here. Possible are {{filters}}.',
        { name: command.text, filters: [...FILTER_NAMES].join(', ') },
      ),
    };
  }
  const unfilled = rest.find(word => word.placeholders.length > 0);
  if (unfilled) {
    return {
      ok: false,
      word: unfilled,
      reason: worded(
        'filters.placeholder',
        'Filters cannot hold placeholders.',
      ),
    };
  }
  try {
    const options = readOptions(name, rest);
    if (command.text === 'egrep') {
      options.flags.add('E');
    } else if (command.text === 'fgrep') {
      options.flags.add('F');
    }
    const filter = build(name, options, command);
    if (options.operands.length > 0) {
      throw new Refusal(
        worded(
          'filters.files',
          "{{name}} reads the step's result only, no files.",
          { name },
        ),
        options.operands[0],
      );
    }
    return { ok: true, filter };
  } catch (error) {
    if (error instanceof Refusal) {
      return { ok: false, reason: error.reason, word: error.word };
    }
    throw error;
  }
}
