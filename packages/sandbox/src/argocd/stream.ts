import { ServerResponse } from 'node:http';
import { Call, answered } from './call';
import { selected } from './applications';
import { withFields } from './fields';

/** Begins an answer that goes on: events of SSE, or lines of JSON. Returns how to write one message. */
export function openStream({
  request,
  response,
}: Pick<Call, 'request' | 'response'>): (message: unknown) => void {
  const isEvents = (request.headers.accept ?? '').includes('text/event-stream');
  response.writeHead(200, {
    'Content-Type': isEvents ? 'text/event-stream' : 'application/json',
    'Cache-Control': 'no-cache',
    'X-Content-Type-Options': 'nosniff',
  });
  response.flushHeaders();
  return message => {
    const text = JSON.stringify({ result: message });
    write(response, isEvents ? `data: ${text}\n\n` : `${text}\n`);
  };
}

function write(response: ServerResponse, text: string): void {
  if (!response.writableEnded && !response.destroyed) {
    response.write(text);
  }
}

/**
 * Changes of applications. Without a resourceVersion, or for one application, it begins with how they are; changes from
 * before the resourceVersion are left out.
 */
export function watchApplications(call: Call): undefined {
  const { world, accounts, account, query, response } = call;
  const since = Number(query.get('resourceVersion') || 0);
  const send = openStream(call);
  const tell = (type: string, app: Parameters<typeof answered>[0]) => {
    const isNew = Number(app.metadata.resourceVersion) >= since;
    const isWanted = selected(call, [app]).length > 0;
    if (isNew && isWanted && accounts.may(account, 'applications', 'get')) {
      send(withFields({ type, application: answered(app) }, relative(query)));
    }
  };
  if (!query.get('resourceVersion') || query.get('name')) {
    world.argocd.list().forEach(app => tell('ADDED', app));
  }
  const stop = world.argocd.watch(({ type, object }) => tell(type, object));
  response.once('close', stop);
  return undefined;
}

/** Fields of a stream are named from its envelope: `result.application.metadata`. */
function relative(query: URLSearchParams): string | null {
  return query.get('fields')?.replace(/(^-?|,)result\./g, '$1') ?? null;
}
