import { LogLine } from '@titanium-portal/backstage-plugin-titanium-common';
import { LogSegment, parseAnsi, plainText } from './ansi';

/** Longer lines are drawn as they are: reading them costs more than it tells. */
const MOST_READ = 16 * 1024;
const MOST_FIELDS = 60;

const MESSAGES = ['msg', 'message'];
/** Drawn before the line already. */
const SAID_BEFORE = new Set([
  'ts',
  'time',
  'timestamp',
  '@timestamp',
  'level',
  'lvl',
  'severity',
]);

function textOf(value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value) ?? '';
  return /^[^\s"]+$/.test(value) ? value : JSON.stringify(value);
}

const clean = (text: string) => plainText(parseAnsi(text));

function read(text: string): LogSegment[] | null {
  if (text.length > MOST_READ || !text.startsWith('{')) return null;
  let fields: Record<string, unknown>;
  try {
    fields = JSON.parse(text);
  } catch {
    return null;
  }
  const said = MESSAGES.find(name => typeof fields[name] === 'string');
  if (said === undefined) return null;
  const segments: LogSegment[] = [...parseAnsi(fields[said] as string)];
  for (const name of Object.keys(fields).slice(0, MOST_FIELDS)) {
    if (name !== said && !SAID_BEFORE.has(name)) {
      segments.push(
        { text: `  ${clean(name)}=`, dim: true },
        { text: clean(textOf(fields[name])) },
      );
    }
  }
  return segments;
}

// Lines never change, so that what was made of one is made once.
const known = new WeakMap<LogLine, LogSegment[] | null>();

/**
 * A line that is an object with a message, as a person reads it: the message first, then the other fields by name. Time
 * and level are left out, for they stand before the line. Null for every other line.
 */
export function readableLine(line: LogLine): LogSegment[] | null {
  let segments = known.get(line);
  if (segments === undefined) {
    segments = read(line.text.trimEnd());
    known.set(line, segments);
  }
  return segments;
}
