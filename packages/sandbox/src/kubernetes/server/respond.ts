import { ServerResponse } from 'node:http';
import { KubeObject } from '../../world/types';
import { Accepted, negotiate } from '../request/accept';
import { ApiError, toApiError } from '../status';
import { parseIncludeObject, toTable } from '../table/table';
import { SCALE_COLUMNS } from '../table/columns';
import { Answer, Call, ResourceCall } from './call';

export function writeJson(
  response: ServerResponse,
  code: number,
  text: string,
  mediaType = 'application/json',
): void {
  const body = Buffer.from(text);
  response.writeHead(code, {
    'Content-Type': mediaType,
    'Content-Length': body.length,
    'Cache-Control': 'no-cache, private',
  });
  response.end(body);
}

/** Writes an error as a Status; a response that has begun can only be cut. */
export function writeError(response: ServerResponse, error: unknown): void {
  const failure: ApiError = toApiError(error);
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const retry = failure.details?.retryAfterSeconds;
  if (retry) {
    response.setHeader('Retry-After', String(retry));
  }
  writeJson(response, failure.code, JSON.stringify(failure.toStatus()));
}

/** A `Warning` header value: one line of printable text. */
function warning(text: string): string {
  const safe = text
    .replace(/[^\x20-\x7e]/g, '?')
    .replace(/["\\]/g, character => `\\${character}`);
  return `299 - "${safe}"`;
}

export function writeAnswer(call: ResourceCall, answer: Answer): void {
  const accepted = negotiate(call.request.headers.accept);
  const body =
    answer.convertible && accepted.as
      ? convert(call, answer.body as any, accepted)
      : answer.body;
  setWarnings(call);
  const indent = call.query.get('pretty') === 'true' ? 2 : undefined;
  writeJson(
    call.response,
    answer.code,
    JSON.stringify(body, undefined, indent),
    contentType(answer.convertible ? accepted : undefined),
  );
}

export function setWarnings({ response, warnings }: Call): void {
  if (warnings.length) {
    response.setHeader('Warning', warnings.map(warning));
  }
}

export function contentType(accepted?: Accepted): string {
  return accepted?.as
    ? `application/json;as=${accepted.as};v=${accepted.version};g=meta.k8s.io`
    : 'application/json';
}

function convert(call: ResourceCall, body: any, accepted: Accepted): object {
  const items: KubeObject[] = Array.isArray(body.items) ? body.items : [body];
  const { metadata } = body;
  const listMetadata = Array.isArray(body.items)
    ? metadata
    : { resourceVersion: metadata?.resourceVersion };
  if (accepted.as === 'Table') {
    return toTable(
      items,
      {
        columns: body.kind === 'Scale' ? SCALE_COLUMNS : call.type.columns,
        version: accepted.version,
        include: parseIncludeObject(call.query.get('includeObject')),
        now: call.api.world.clock.now(),
      },
      listMetadata,
    );
  }
  const partial = (object: KubeObject) => ({
    kind: 'PartialObjectMetadata',
    apiVersion: `meta.k8s.io/${accepted.version}`,
    metadata: object.metadata,
  });
  return Array.isArray(body.items)
    ? {
        kind: 'PartialObjectMetadataList',
        apiVersion: `meta.k8s.io/${accepted.version}`,
        metadata,
        items: items.map(partial),
      }
    : partial(body);
}
