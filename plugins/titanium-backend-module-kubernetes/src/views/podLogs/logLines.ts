import { LogLine } from '@titanium-portal/backstage-plugin-titanium-common';
import { BodyLine } from '@titanium-portal/backstage-plugin-titanium-node';

/** A line of a container with what sorts it. */
export interface SortedLine {
  /** Compares as text in the order of time, to the nanosecond. */
  key: string;
  line: LogLine;
}

const STAMP =
  /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d) ?/;

function keyOf(seconds: string, fraction = '', zone: string): string {
  // Kubelets write UTC; whoever does not is brought to it, so that keys compare.
  const whole =
    zone === 'Z'
      ? seconds
      : new Date(`${seconds}${zone}`).toISOString().slice(0, 19);
  return `${whole}.${fraction.padEnd(9, '0')}`;
}

/**
 * Reads a line of a log asked for with timestamps. A line without one (of old kubelets, about themselves) takes the
 * time of the line before.
 */
export function readLogLine(
  body: BodyLine,
  source: { pod: string; container: string },
  before: SortedLine | undefined,
): SortedLine {
  const match = body.text.match(STAMP);
  const time = match
    ? match[0].trimEnd()
    : before?.line.time ?? new Date(0).toISOString();
  return {
    key: match
      ? keyOf(match[1], match[2], match[3])
      : before?.key ?? keyOf('1970-01-01T00:00:00', '', 'Z'),
    line: {
      time,
      text: match ? body.text.slice(match[0].length) : body.text,
      ...source,
      ...(body.cut > 0 && { cut: body.cut }),
    },
  };
}

/** Sorts by time; lines of the same nanosecond keep the order they came in. */
export function sortLines(lines: SortedLine[]): SortedLine[] {
  return lines.sort((a, b) => {
    if (a.key === b.key) {
      return 0;
    }
    return a.key < b.key ? -1 : 1;
  });
}

/**
 * Where a log was left, to go on without repeating. The API goes on from a time and repeats the lines of that time, so
 * the number of lines already seen with it is kept too.
 */
export class LogPosition {
  private key = '';
  private count = 0;
  private skip = 0;
  private last: SortedLine | undefined;

  /** Time to ask for, undefined before the first line. */
  get since(): string | undefined {
    return this.last?.line.time;
  }

  get before(): SortedLine | undefined {
    return this.last;
  }

  /** To be called before reading on. */
  resume(): void {
    this.skip = this.count;
  }

  /** False for a line that was seen before. */
  advance(line: SortedLine): boolean {
    if (line.key < this.key) {
      return false;
    }
    if (line.key === this.key) {
      if (this.skip > 0) {
        this.skip -= 1;
        return false;
      }
      this.count += 1;
    } else {
      this.key = line.key;
      this.count = 1;
      this.skip = 0;
    }
    this.last = line;
    return true;
  }
}
