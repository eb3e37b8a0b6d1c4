import {
  isDnsSubdomain,
  worded,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { Call } from './call';
import { Piece, sample } from './pieces';

/** One look-up from inside the cluster. */
export type Probe =
  | { type: 'dns'; host: string }
  | { type: 'http'; url: string };

/** Options of the tools that change nothing about what is looked up. */
interface Tool {
  probe: 'dns' | 'http';
  flags: readonly string[];
  /** Those with a value, and which it may be. */
  values: Readonly<Record<string, RegExp>>;
}

const SECONDS = /^\d{1,4}(?:\.\d{1,3})?$/;

const TOOLS: ReadonlyMap<string, Tool> = new Map<string, Tool>([
  ['nslookup', { probe: 'dns', flags: [], values: {} }],
  ['host', { probe: 'dns', flags: [], values: {} }],
  ['dig', { probe: 'dns', flags: ['+short', '+search'], values: {} }],
  [
    'curl',
    {
      probe: 'http',
      flags: [
        ...['s', 'S', 'v', 'I', 'i', 'f', 'L'].map(letter => `-${letter}`),
        ...['silent', 'show-error', 'verbose', 'head', 'include', 'fail'].map(
          name => `--${name}`,
        ),
        '--location',
      ],
      values: {
        '-m': SECONDS,
        '--max-time': SECONDS,
        '--connect-timeout': SECONDS,
        '-o': /^\/dev\/null$/,
        '-w': /^/,
        '-X': /^GET$/,
      },
    },
  ],
  [
    'wget',
    {
      probe: 'http',
      flags: ['-q', '--quiet', '-S', '--spider', '-O-', '-qO-'],
      values: { '-T': SECONDS, '--timeout': SECONDS },
    },
  ],
]);

/** `-sv` is `-s -v`. */
function spread(word: string, tool: Tool): string[] {
  const letters = /^-[A-Za-z]{2,8}$/.test(word) && !tool.flags.includes(word);
  return letters ? [...word.slice(1)].map(letter => `-${letter}`) : [word];
}

/** The words of a tool that are no options. */
function operands(call: Call, tool: Tool, words: readonly Piece[]): Piece[] {
  const found: Piece[] = [];
  for (let i = 0; i < words.length; i++) {
    const { text } = words[i];
    if (!/^[-+]/.test(text)) {
      found.push(words[i]);
      continue;
    }
    for (const option of spread(text, tool)) {
      const [name, glued] = option.split('=', 2);
      const value = glued ?? words[i + 1]?.text;
      const allowed = Object.hasOwn(tool.values, name)
        ? tool.values[name]
        : undefined;
      if (allowed && value !== undefined && allowed.test(value)) {
        i += glued === undefined ? 1 : 0;
      } else if (!tool.flags.includes(option)) {
        call.refuse(
          worded(
            'probe.option',
            'A probe takes no {{option}}: it only looks up a name or reads an address.',
            { option: text.slice(0, 40) },
          ),
          words[i],
        );
      }
    }
  }
  return found;
}

const URL_SHAPE =
  /^https?:\/\/([^/?:]{1,253})(?::(\d{1,5}))?(?:[/?][A-Za-z0-9\-._~:/?@!$&'()*+,;=%]{0,1000})?$/;

/** A name, not an address: what may be reached follows from names. */
function isHost(text: string): boolean {
  return isDnsSubdomain(text) && !/(?:^|\.)\d+$/.test(text);
}

/** An address as every client sends it: without a port that its scheme means anyway. */
function normalUrl(text: string): string {
  const { href } = new URL(text);
  return href === `${text}/` ? text : href;
}

function url(call: Call, piece: Piece): string {
  // Without a scheme curl and wget take http.
  const scheme = /^[A-Za-z][A-Za-z0-9+.-]*:\/\//.test(piece.text);
  const whole = scheme ? piece.text : `http://${piece.text}`;
  // A digit fits into a name and a port alike; with its value the address is read again.
  const host =
    URL_SHAPE.exec(sample({ ...piece, text: whole }, '1'))?.[1] ?? '';
  const open = piece.placeholders.length > 0;
  if (!(open ? isDnsSubdomain(host) : isHost(host))) {
    call.refuse(
      worded(
        'probe.url',
        'A probe reads an address such as http://service:8080/health, by the name of its host.',
      ),
      piece,
    );
  }
  call.take(piece, 'text');
  return open ? whole : normalUrl(whole);
}

/** What the command of a throw-away pod looks up; null when it is another command. */
export function probeOf(call: Call, words: readonly Piece[]): Probe | null {
  const [command, ...rest] = words;
  const tool = command && TOOLS.get(command.text);
  if (!tool) {
    return null;
  }
  const [target, more] = operands(call, tool, rest);
  if (!target) {
    call.refuse(
      worded('probe.what', '{{command}} needs to know what to look up.', {
        command: command.text,
      }),
      command,
    );
  }
  if (more) {
    call.refuse(worded('probe.one', 'A probe looks up one thing.'), more);
  }
  if (tool.probe === 'http') {
    return { type: 'http', url: url(call, target) };
  }
  if (!isHost(sample(target))) {
    call.refuse(
      worded('probe.host', 'This is no name of a host, in lower case.'),
      target,
    );
  }
  return { type: 'dns', host: call.take(target, 'text') };
}
