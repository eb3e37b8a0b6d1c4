import { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { LokiError, badQuery } from '../errors';

const MOST_BYTES = 4 * 2 ** 20;
const MOST_UNPACKED_BYTES = 32 * 2 ** 20;

const unzip = promisify(gunzip);

/** The body of a request as text; 413 when it is too long. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += (chunk as Buffer).length;
    if (bytes > MOST_BYTES) {
      throw new LokiError(413, 'request body too large');
    }
    chunks.push(chunk as Buffer);
  }
  const body = Buffer.concat(chunks);
  const encoding = request.headers['content-encoding'] ?? 'identity';
  return (await decode(body, encoding)).toString('utf8');
}

async function decode(body: Buffer, encoding: string): Promise<Buffer> {
  if (encoding === 'identity') {
    return body;
  }
  if (encoding !== 'gzip') {
    throw badQuery(
      `Content-Encoding ${JSON.stringify(encoding)} not supported`,
    );
  }
  try {
    return await unzip(body, { maxOutputLength: MOST_UNPACKED_BYTES });
  } catch (error) {
    throw badQuery((error as Error).message);
  }
}
