import { randomBytes } from 'node:crypto';
import {
  IncomingMessage,
  Server,
  ServerResponse,
  createServer,
} from 'node:http';
import { AddressInfo } from 'node:net';
import type { JWKS, default as Provider } from 'oidc-provider';
import { findAccount } from './accounts';
import { accountPage, languageOf } from './page';
import { createProvider } from './provider';
import { OidcState, OidcStorage } from './storage';

/** The longest form this server reads. */
const MOST_BYTES = 1024;
const INTERACTION = /^\/interaction\/[\w-]{1,64}$/;

export interface OidcServerOptions {
  /** 0: any free one. */
  port: number;
  clientId: string;
  clientSecret: string;
  /** Address of the portal, `http://localhost:7007`. */
  portalUrl: string;
  cookieKeys: string[];
  jwks: JWKS;
  /** What an earlier run remembered. */
  state?: OidcState;
  /** Called after each change; the function gives the state to keep. */
  onChange?: (state: () => OidcState) => void;
}

export interface OidcServer {
  /** The issuer: `http://localhost:<port>`. */
  url: string;
  close(): Promise<void>;
}

/**
 * OpenID Connect for the sandbox's role accounts, on loopback only. A request whose Host header names another machine is
 * refused, so that no page elsewhere can reach it by a name of its own.
 */
export async function startOidcServer(
  options: OidcServerOptions,
): Promise<OidcServer> {
  let handle: (request: IncomingMessage, response: ServerResponse) => void = (
    _,
    response,
  ) => response.writeHead(503).end();
  const server = createServer((request, response) => handle(request, response));
  const port = await listen(server, options.port);
  const url = `http://localhost:${port}`;
  const provider = createProvider({
    issuer: url,
    clientId: options.clientId,
    clientSecret: options.clientSecret,
    redirectUris: [
      `${options.portalUrl.replace(/\/$/, '')}/api/auth/oidc/handler/frame`,
    ],
    cookieKeys: options.cookieKeys,
    jwks: options.jwks,
    storage: new OidcStorage(
      options.state ?? {},
      options.onChange ?? (() => {}),
    ),
  });
  const answer = provider.callback();
  const hosts = new Set([`localhost:${port}`, `127.0.0.1:${port}`]);
  handle = (request, response) => {
    if (!hosts.has(request.headers.host ?? '')) {
      refuse(response, 421, 'This sign-in answers on localhost only.');
      return;
    }
    const path = (request.url ?? '').split('?')[0];
    if (INTERACTION.test(path)) {
      interact(provider, options.portalUrl, url, request, response).catch(() =>
        refuse(response, 400, 'This sign-in has expired. Please try again.'),
      );
      return;
    }
    forgetSession(request);
    answer(request, response);
  };
  return {
    url,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/**
 * Each sign-in asks who to be, because several people of the sandbox share one browser: the provider never sees the
 * session of the sign-in before.
 */
function forgetSession(request: IncomingMessage): void {
  request.headers.cookie = request.headers.cookie
    ?.split(/;\s*/)
    .filter(cookie => !cookie.startsWith('_session'))
    .join('; ');
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
  return (server.address() as AddressInfo).port;
}

async function interact(
  provider: Provider,
  portalUrl: string,
  issuer: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  // Throws unless the browser's own cookie belongs to this interaction.
  await provider.interactionDetails(request, response);
  if (request.method === 'GET' || request.method === 'HEAD') {
    const nonce = randomBytes(16).toString('base64');
    response.writeHead(200, {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      'Content-Security-Policy': `default-src 'none'; style-src 'nonce-${nonce}'; form-action 'self' ${anyPort(
        portalUrl,
      )}; frame-ancestors 'none'; base-uri 'none'`,
      'Referrer-Policy': 'same-origin',
      'X-Content-Type-Options': 'nosniff',
      Vary: 'Accept-Language',
    });
    response.end(
      accountPage(languageOf(request.headers['accept-language']), nonce),
    );
    return;
  }
  const { origin } = request.headers;
  const isOwn = origin === undefined || isSameOrigin(origin, issuer);
  if (request.method !== 'POST' || !isOwn) {
    refuse(response, 403, 'Only the sign-in page itself may choose.');
    return;
  }
  const account = findAccount(
    new URLSearchParams(await readForm(request)).get('account') ?? '',
  );
  if (!account) {
    refuse(response, 400, 'There is no such account.');
    return;
  }
  await provider.interactionFinished(
    request,
    response,
    { login: { accountId: account.id } },
    { mergeWithLastSubmission: false },
  );
}

/**
 * The portal's host on every port. Browsers hold the whole way back to what a form may lead to, and in development the
 * back end sends people on to a front end that has a port of its own.
 */
function anyPort(portalUrl: string): string {
  const { protocol, hostname } = new URL(portalUrl);
  return `${protocol}//${hostname}:*`;
}

function isSameOrigin(origin: string, issuer: string): boolean {
  const { port } = new URL(issuer);
  return [`http://localhost:${port}`, `http://127.0.0.1:${port}`].includes(
    origin,
  );
}

async function readForm(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) {
    text += chunk;
    if (text.length > MOST_BYTES) {
      throw new Error('form too large');
    }
  }
  return text;
}

function refuse(response: ServerResponse, status: number, text: string): void {
  if (!response.headersSent) {
    response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' });
  }
  response.end(`${text}\n`);
}
