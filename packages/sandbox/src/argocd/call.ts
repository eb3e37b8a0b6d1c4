import { IncomingMessage, ServerResponse } from 'node:http';
import { ARGOCD, Application } from '../world/argocd';
import { KubeObject } from '../world/types';
import { TitaniumWorld } from '../world/world';
import { Account, Accounts } from './accounts';
import { invalidArgument, notFound, permissionDenied } from './errors';

/** One request of a known account. */
export interface Call {
  world: TitaniumWorld;
  accounts: Accounts;
  account: Account;
  /** Variables of the path. */
  params: Record<string, string>;
  query: URLSearchParams;
  body: Record<string, any>;
  request: IncomingMessage;
  response: ServerResponse;
}

/** What a route answers; `undefined` when it has written the response itself. */
export type Handler = (call: Call) => unknown;

const MOST_BODY = 1_048_576;

/** The body of a request; an absent one is an empty message, as in gRPC. */
export async function readBody(
  request: IncomingMessage,
): Promise<Record<string, any>> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MOST_BODY) {
      throw invalidArgument('http: request body too large');
    }
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks).toString('utf8');
  if (!text.trim()) {
    return {};
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw invalidArgument((error as Error).message);
  }
  // PATCH and POST bodies of some clients are JSON in a JSON string.
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw invalidArgument(
      'json: cannot unmarshal value into Go value of type message',
    );
  }
  return value as Record<string, any>;
}

const gone = (name: string) =>
  notFound(`applications.argoproj.io "${name}" not found`);

/**
 * The application a request is about, when its account may do `action` there. Absent and forbidden look alike, unless the
 * request names the project: then it is told that there is none.
 */
export function applicationOf(call: Call, action = 'get'): Application {
  const { world, accounts, account, params, query, body } = call;
  const name = params.name;
  const project: string = query.get('project') || body.project || '';
  const namespace: string =
    query.get('appNamespace') || body.appNamespace || ARGOCD;
  if (!accounts.may(account, 'applications', action)) {
    throw permissionDenied();
  }
  const app = namespace === ARGOCD ? world.argocd.get(name) : undefined;
  if (!app) {
    throw project ? gone(name) : permissionDenied();
  }
  if (project && project !== projectOf(app)) {
    throw gone(name);
  }
  return app;
}

export function projectOf(app: Application): string {
  return app.spec.project || 'default';
}

/** How policies name an application. */
export function rbacName(app: Application): string {
  return `${projectOf(app)}/${app.metadata.name}`;
}

/** An object as the API answers it: without apiVersion and kind, which a typed answer does not repeat. */
export function answered({ apiVersion, kind, ...object }: KubeObject) {
  return object;
}
