import { IncomingMessage } from 'node:http';
import { parse } from 'yaml';
import { ApiError, badRequest } from '../status';

const LIMIT = 3 * 1024 * 1024;

function tooLarge() {
  return new ApiError(
    413,
    'RequestEntityTooLarge',
    `Request entity too large: limit is ${LIMIT}`,
  );
}

/** Reads to the end even what is too large: the answer can only be read by a client that has finished writing. */
function readText(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    let chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > LIMIT) {
        chunks = [];
        reject(tooLarge());
      } else {
        chunks.push(chunk);
      }
    });
    request.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    request.on('error', reject);
  });
}

export function mediaType(request: IncomingMessage): string {
  return (request.headers['content-type'] ?? '').split(';')[0].trim();
}

const JSON_TYPES = ['', 'application/json'];
const YAML_TYPES = ['application/yaml', 'application/x-yaml', 'text/yaml'];

/** The body of a create or update: an object in JSON or YAML; `undefined` when there is none. */
export async function readObject(
  request: IncomingMessage,
): Promise<Record<string, any> | undefined> {
  const type = mediaType(request);
  if (!JSON_TYPES.includes(type) && !YAML_TYPES.includes(type)) {
    throw unsupported([
      'application/json',
      'application/yaml',
      'application/vnd.kubernetes.protobuf',
    ]);
  }
  const text = await readText(request);
  if (text.trim() === '') {
    return undefined;
  }
  const value = YAML_TYPES.includes(type) ? fromYaml(text) : fromJson(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw badRequest(
      `couldn't get version/kind; json parse error: json: cannot unmarshal ${goType(
        value,
      )} into Go value of type struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }`,
    );
  }
  return value as Record<string, any>;
}

/** The body of a patch: any JSON value, or YAML of one. */
export async function readPatch(request: IncomingMessage): Promise<unknown> {
  const text = await readText(request);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw badRequest(
      `error decoding patch: ${(error as Error).message.replace(/\s+/g, ' ')}`,
    );
  }
}

export function unsupported(accepted: string[]): ApiError {
  return new ApiError(
    415,
    'UnsupportedMediaType',
    `the body of the request was in an unknown format - accepted media types include: ${accepted.join(
      ', ',
    )}`,
  );
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw badRequest(
      `couldn't get version/kind; json parse error: ${
        (error as Error).message
      }`,
    );
  }
}

function fromYaml(text: string): unknown {
  try {
    return parse(text, { maxAliasCount: 100 });
  } catch (error) {
    throw badRequest(
      `error converting YAML to JSON: ${(error as Error).message}`,
    );
  }
}

function goType(value: unknown): string {
  if (Array.isArray(value)) {
    return 'array';
  }
  return typeof value === 'boolean' ? 'bool' : typeof value;
}
