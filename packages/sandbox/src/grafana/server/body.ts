import { IncomingMessage } from 'node:http';
import { GrafanaError } from '../errors';

const MOST_BYTES = 2 ** 20;

/** The body of a request, which must be JSON. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += (chunk as Buffer).length;
    if (bytes > MOST_BYTES) {
      throw new GrafanaError(413, 'request body too large');
    }
    chunks.push(chunk as Buffer);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new GrafanaError(400, 'bad request data');
  }
}
