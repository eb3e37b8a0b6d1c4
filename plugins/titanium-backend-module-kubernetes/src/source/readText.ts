import {
  LoggerService,
  UrlReaderService,
  UrlReaderServiceReadUrlResponse,
} from '@backstage/backend-plugin-api';
import { MOST_CHARACTERS } from '../actions/manifest/readYaml';
import { Problem, problem, Reason } from './problem';

/** Milliseconds that one file may take. */
export const TIMEOUT = 10_000;

/** No character takes more bytes of UTF-8 for one of a string. */
const MOST_BYTES = MOST_CHARACTERS * 3;

/** Readers tell some refusals by name, and others only by the status in their message. */
function reasonOf(error: Error): Reason {
  const message = error.message.replace(/https?:\/\/[^\s'"]+/g, '');
  if (error.name === 'NotFoundError') {
    return 'not-found';
  }
  if (error.name === 'NotAllowedError' && message.includes('integration')) {
    return 'no-integration';
  }
  if (['NotAllowedError', 'AuthenticationError'].includes(error.name)) {
    return 'forbidden';
  }
  const status = /\b(401|403|404)\b/.exec(message)?.[1];
  if (status) {
    return status === '404' ? 'not-found' : 'forbidden';
  }
  return 'unreadable';
}

/** The bytes, or undefined when there are too many; what comes after those is not waited for. */
async function bytesOf(
  response: UrlReaderServiceReadUrlResponse,
  signal: AbortSignal,
): Promise<Buffer | undefined> {
  if (!response.stream) {
    const buffer = await response.buffer();
    return buffer.length > MOST_BYTES ? undefined : buffer;
  }
  const stream = response.stream();
  const stop = () => stream.destroy();
  signal.addEventListener('abort', stop, { once: true });
  try {
    const chunks: Buffer[] = [];
    let length = 0;
    for await (const chunk of stream) {
      const bytes = Buffer.from(chunk);
      length += bytes.length;
      if (length > MOST_BYTES) {
        return undefined;
      }
      chunks.push(bytes);
    }
    return Buffer.concat(chunks);
  } finally {
    signal.removeEventListener('abort', stop);
    stream.destroy();
  }
}

/** What a file is read with. */
export interface ReadTextOptions {
  urlReader: UrlReaderService;
  logger: LoggerService;
  signal: AbortSignal;
  /** Milliseconds; ten seconds without. */
  timeout?: number;
}

/** The text of an address, by the integrations of the portal; within the size of a manifest that is pasted. */
export async function readText(
  url: string,
  options: ReadTextOptions,
): Promise<{ text: string } | Problem> {
  const { urlReader, logger, signal } = options;
  const late = AbortSignal.timeout(options.timeout ?? TIMEOUT);
  const either = AbortSignal.any([signal, late]);
  // Not every reader heeds the signal.
  const aborted = new Promise<never>((_, reject) => {
    either.addEventListener('abort', () => reject(either.reason), {
      once: true,
    });
  });
  const read = async () =>
    bytesOf(await urlReader.readUrl(url, { signal: either }), either);
  try {
    signal.throwIfAborted();
    const bytes = await Promise.race([read(), aborted]);
    const text =
      bytes && new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text === undefined || text.length > MOST_CHARACTERS
      ? problem('too-large', { url })
      : { text };
  } catch (error) {
    signal.throwIfAborted();
    const reason = late.aborted ? 'timeout' : reasonOf(error as Error);
    if (reason === 'unreadable') {
      logger.warn(`${url} cannot be read as a manifest`, error as Error);
    }
    return problem(reason, { url });
  }
}
