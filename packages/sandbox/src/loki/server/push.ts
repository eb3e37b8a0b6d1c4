import { badQuery } from '../errors';
import { labelText } from '../logql/text';
import { LabelMap } from '../logql/row';
import { detectLevel } from '../store/level';
import { Exchange } from './exchange';
import { readBody } from './body';

const OLDEST_MS = 7 * 24 * 3_600_000;
const NEWEST_MS = 10 * 60_000;
const LONGEST_LINE = 256 * 1024;
const MOST_LABELS = 15;
const NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

/** `/push`: takes JSON. The other encoding, snappy-compressed protobuf, is refused as an unknown media type is. */
export async function pushRoute({
  request,
  response,
  store,
}: Exchange): Promise<void> {
  const type = String(request.headers['content-type'] ?? '').split(';')[0];
  if (type.trim() !== 'application/json') {
    throw badQuery(
      `Content-Type ${JSON.stringify(
        type,
      )} is not supported; send application/json`,
    );
  }
  const streams = readStreams(await readBody(request));
  const now = store.now();
  for (const { labels, lines } of streams) {
    for (const { timeNs, line } of lines) {
      checkTime(labels, Number(timeNs / 1_000_000n), now);
      if (line.length > LONGEST_LINE) {
        throw badQuery(
          `Max entry size '${LONGEST_LINE}' bytes exceeded for stream '${labelText(
            labels,
          )}' while adding an entry with length '${line.length}' bytes`,
        );
      }
    }
  }
  streams.forEach(({ labels, lines }) => store.push(labels, lines));
  response.writeHead(204);
  response.end();
}

function checkTime(labels: LabelMap, time: number, now: number): void {
  const iso = (ms: number) => new Date(ms).toISOString();
  if (time < now - OLDEST_MS) {
    throw badQuery(
      `entry for stream '${labelText(labels)}' has timestamp too old: ${iso(
        time,
      )}, oldest acceptable timestamp is: ${iso(now - OLDEST_MS)}`,
    );
  }
  if (time > now + NEWEST_MS) {
    throw badQuery(
      `entry for stream '${labelText(labels)}' has timestamp too new: ${iso(
        time,
      )}`,
    );
  }
}

interface PushedStream {
  labels: LabelMap;
  lines: { timeNs: bigint; line: string; metadata: LabelMap }[];
}

function readStreams(text: string): PushedStream[] {
  let body: { streams?: unknown };
  try {
    body = JSON.parse(text);
  } catch (error) {
    throw badQuery((error as Error).message);
  }
  if (!Array.isArray(body?.streams)) {
    throw badQuery('couldn’t parse push request: no streams');
  }
  return body.streams.map(readStream);
}

function readStream(item: unknown): PushedStream {
  const { stream, values } = (item ?? {}) as Record<string, unknown>;
  const labels = readLabels(stream);
  const names = Object.keys(labels);
  if (names.length === 0) {
    throw badQuery('error at least one label pair is required per stream');
  }
  if (names.length > MOST_LABELS) {
    throw badQuery(
      `entry for stream '${labelText(labels)}' has ${
        names.length
      } label names; limit ${MOST_LABELS}`,
    );
  }
  if (!Array.isArray(values)) {
    throw badQuery('couldn’t parse push request: no values');
  }
  return { labels, lines: values.map(readLine) };
}

function readLabels(value: unknown): LabelMap {
  if (value === undefined || value === null) {
    return {};
  }
  const entries = Object.entries(value as object);
  const isValid = entries.every(
    ([name, text]) => NAME.test(name) && typeof text === 'string',
  );
  if (!isValid) {
    throw badQuery(`couldn’t parse labels: ${JSON.stringify(value)}`);
  }
  return Object.fromEntries(entries.filter(([, text]) => text !== ''));
}

function readLine(value: unknown): PushedStream['lines'][number] {
  const [time, line, metadata] = Array.isArray(value) ? value : [];
  if (
    typeof time !== 'string' ||
    !/^\d{1,19}$/.test(time) ||
    typeof line !== 'string'
  ) {
    throw badQuery(`couldn’t parse push request: ${JSON.stringify(value)}`);
  }
  const own = readLabels(metadata);
  return {
    timeNs: BigInt(time),
    line,
    metadata: { detected_level: own.level ?? detectLevel(line), ...own },
  };
}
