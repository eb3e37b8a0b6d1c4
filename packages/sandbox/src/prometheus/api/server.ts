import { IncomingMessage, ServerResponse } from 'node:http';
import { EngineOptions } from '../promql/engine';
import { ApiError } from './parameters';
import { answerQuery, answerRange } from './query';

/** A form larger than this is no query. */
const MOST_BODY = 1 << 20;

export interface ApiOptions {
  engine: EngineOptions;
  now(): number;
  /** Further routes: a path's last part below `/api/v1/`, to its `data` as JSON text. */
  routes: Readonly<Record<string, (values: URLSearchParams) => string>>;
}

type Route = (values: URLSearchParams) => string;

/** Routes that also take their parameters as a form. */
const TAKES_FORM = ['query', 'query_range', 'series', 'labels'];

/** Answers as the HTTP API of the real server does. */
export function createApi({ engine, now, routes }: ApiOptions) {
  const all: Readonly<Record<string, Route>> = {
    query: values => answerQuery(engine, values, now()),
    query_range: values => answerRange(engine, values),
    ...routes,
  };

  return async function handle(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://prometheus');
    if (url.pathname === '/-/healthy' || url.pathname === '/-/ready') {
      const word = url.pathname.slice(3);
      plain(
        response,
        200,
        `Prometheus Server is ${word === 'ready' ? 'Ready' : 'Healthy'}.\n`,
      );
      return;
    }
    const found = findRoute(all, url.pathname);
    if (!found) {
      plain(response, 404, '404 page not found\n');
      return;
    }
    const { name, route, values } = found;
    const isForm = request.method === 'POST' && TAKES_FORM.includes(name);
    if (request.method !== 'GET' && !isForm) {
      plain(response, 405, 'Method Not Allowed\n');
      return;
    }
    url.searchParams.forEach((value, key) => values.append(key, value));
    if (isForm) {
      const form = new URLSearchParams(await bodyOf(request));
      // What the form says comes before what the address says.
      const both = new URLSearchParams([...form, ...values]);
      send(response, () => route(both));
    } else {
      send(response, () => route(values));
    }
  };
}

function findRoute(
  routes: Readonly<Record<string, Route>>,
  path: string,
): { name: string; route: Route; values: URLSearchParams } | undefined {
  const label = /^\/api\/v1\/label\/([^/]+)\/values$/.exec(path);
  const name = label ? 'label' : path.replace(/^\/api\/v1\//, '');
  if (!path.startsWith('/api/v1/') || !Object.hasOwn(routes, name)) {
    return undefined;
  }
  const values = new URLSearchParams();
  if (label) {
    values.set('name', decodeURIComponent(label[1]));
  }
  return { name, route: routes[name], values };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MOST_BODY) {
      throw new ApiError('bad_data', 'http: request body too large');
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function send(response: ServerResponse, answer: () => string): void {
  let status = 200;
  let body: string;
  try {
    body = `{"status":"success","data":${answer()}}`;
  } catch (error) {
    if (!(error instanceof ApiError)) {
      throw error;
    }
    status = error.status;
    body = JSON.stringify({
      status: 'error',
      errorType: error.type,
      error: error.message,
    });
  }
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(body);
}

function plain(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' });
  response.end(text);
}
