import { LogLine } from '@titanium-portal/backstage-plugin-titanium-common';

/** Equal for the same line read twice. */
export function lineKey(line: LogLine): string {
  return `${line.time} ${line.pod ?? ''}/${line.container ?? ''} ${line.text}`;
}

/** A short name of a line for links: its time and a number made of the rest. */
export function lineId(line: LogLine): string {
  const key = lineKey(line);
  let hash = 0;
  const length = Math.min(key.length, 4096);
  for (let at = 0; at < length; at += 1) {
    hash = (hash * 31 + key.charCodeAt(at)) % 0x7fffffff;
  }
  return `${line.time}~${hash.toString(36)}`;
}

/** Milliseconds of a line's time. */
export function lineTime(line: LogLine): number {
  return Date.parse(`${line.time.slice(0, 23).replace(/Z$/, '')}Z`);
}

/** Lines put before others, without those that are in both. */
export function prepend(
  older: readonly LogLine[],
  lines: readonly LogLine[],
): LogLine[] {
  const [first] = lines;
  if (!first) return [...older];
  // Only lines of about the same moment can be in both.
  const edge = first.time.slice(0, 19);
  const near = new Set(
    lines
      .slice(0, 6000)
      .filter(line => line.time.slice(0, 19) <= edge)
      .map(lineKey),
  );
  const fresh = older.filter(
    line => line.time <= first.time && !near.has(lineKey(line)),
  );
  return [...fresh, ...lines];
}

/** Older lines read once, then those that a stream brings: one list. */
export function joinLive(
  read: readonly LogLine[],
  live: readonly LogLine[],
): readonly LogLine[] {
  if (live.length === 0) return read;
  if (read.length === 0) return live;
  // A stream begins with what was written just before; its first lines may be in no strict order.
  let first = live[0].time;
  live.slice(0, 500).forEach(line => {
    if (line.time < first) first = line.time;
  });
  const known = new Set(live.slice(0, 2000).map(lineKey));
  const older = read.filter(
    line => line.time <= first && !known.has(lineKey(line)),
  );
  return [...older, ...live];
}

/** A line's text as an object, when it is one and not too long to be read at once. */
export function lineObject(text: string): object | null {
  const start = text.trimStart();
  if (text.length > 64 * 1024 || !/^[{[]/.test(start)) return null;
  try {
    const value: unknown = JSON.parse(start);
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}
