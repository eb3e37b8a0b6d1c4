import { timingSafeEqual } from 'node:crypto';
import { IncomingMessage, ServerResponse } from 'node:http';
import { startHttpServer } from '../platforms/httpServer';
import { Platform, PlatformOptions, PlatformServer } from '../platforms/types';
import { GitCommit, GitRepository, repositoryOf } from '../world/git';
import { commitOf, contents } from './answers';
import { pageOf } from './page';
import { entryAt } from './repositories';

const VERSION = '1.24.7';
const OWNER = 'titanium-portal';
/** Repositories that only accounts may see. */
const PRIVATE = ['postgres'];

const API_ROUTE =
  /^\/api\/v1\/repos\/([^/]+)\/([^/]+)\/(contents|git\/commits)(?:\/(.*))?$/;
const PAGE_ROUTE =
  /^\/([^/]+)\/([^/]+)(?:\/src\/(?:branch|commit|tag)\/([^/]+)(?:\/(.*))?)?$/;

function same(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** The password or token of a request, if it has one. */
function credentialOf({ headers }: IncomingMessage): string | undefined {
  const [scheme, value = ''] = (headers.authorization ?? '').split(' ');
  switch (scheme.toLowerCase()) {
    case 'token':
    case 'bearer':
      return value;
    case 'basic':
      return Buffer.from(value, 'base64').toString().split(':').at(-1) ?? '';
    case '':
      return undefined;
    default:
      return '';
  }
}

/** The names of a path as it was sent, or undefined when they cannot be read. */
function decoded(path = ''): string | undefined {
  try {
    return path.split('/').filter(Boolean).map(decodeURIComponent).join('/');
  } catch {
    return undefined;
  }
}

async function start(options: PlatformOptions): Promise<PlatformServer> {
  const { world, secrets, port, warn } = options;
  let base = '';

  const json = (response: ServerResponse, status: number, body: unknown) => {
    response.writeHead(status, {
      'Content-Type': 'application/json;charset=utf-8',
    });
    response.end(JSON.stringify(body));
  };
  const refuse = (response: ServerResponse, status: number, message: string) =>
    json(response, status, { message, url: `${base}/api/swagger` });
  const notFound = (response: ServerResponse) =>
    refuse(response, 404, "The target couldn't be found.");

  function repositoryFor(
    owner: string,
    name: string,
    isKnown: boolean,
  ): GitRepository | undefined {
    return owner === OWNER && (isKnown || !PRIVATE.includes(name))
      ? world.git.get(repositoryOf(name))
      : undefined;
  }

  function api(
    request: IncomingMessage,
    response: ServerResponse,
    { pathname, searchParams }: URL,
  ): void {
    const given = credentialOf(request);
    const isKnown = given !== undefined && same(given, secrets.platforms.gitea);
    if (given !== undefined && !isKnown) {
      refuse(response, 401, 'invalid username, password or token');
      return;
    }
    if (pathname === '/api/v1/version') {
      json(response, 200, { version: VERSION });
      return;
    }
    const [, owner, name, what, rest] = API_ROUTE.exec(pathname) ?? [];
    const repository = owner && repositoryFor(owner, name, isKnown);
    const path = decoded(rest);
    if (!repository || path === undefined) {
      notFound(response);
      return;
    }
    const ref =
      what === 'contents' ? searchParams.get('ref') || repository.branch : path;
    const commit: GitCommit | undefined = repository.find(ref);
    const address = { base, fullName: `${owner}/${name}` };
    const answer =
      commit &&
      (what === 'contents'
        ? contents(repository, commit, path, { ...address, ref })
        : commitOf(commit, address));
    if (answer) {
      json(response, 200, answer);
    } else {
      notFound(response);
    }
  }

  function page(response: ServerResponse, { pathname }: URL): void {
    const [, owner, name, ref, rest] = PAGE_ROUTE.exec(pathname) ?? [];
    const repository = owner && repositoryFor(owner, name, false);
    const path = decoded(rest);
    const commit = repository && repository.find(decoded(ref) ?? '');
    const entry =
      repository && commit && path !== undefined
        ? entryAt(repository, commit.id, path)
        : undefined;
    response.writeHead(entry ? 200 : 404, {
      'Content-Type': `text/${entry ? 'html' : 'plain'}; charset=utf-8`,
      'Content-Security-Policy':
        "default-src 'none'; style-src 'unsafe-inline'",
    });
    response.end(
      entry && repository
        ? pageOf(
            entry,
            `${owner}/${name}`,
            `/${owner}/${name}/src/branch/${ref || repository.branch}`,
          )
        : 'Not found.\n',
    );
  }

  const server = await startHttpServer({
    port,
    faults: world.faults.gitea,
    now: () => world.clock.now(),
    async handle(request, response) {
      const url = new URL(request.url ?? '/', 'http://gitea');
      if (request.method !== 'GET') {
        refuse(response, 405, 'Method Not Allowed');
      } else if (url.pathname.startsWith('/api/')) {
        api(request, response, url);
      } else {
        page(response, url);
      }
    },
    refuse,
    onError: error => warn(`Gitea: ${error}`),
  });
  base = server.url;
  return server;
}

/** The Git platform, with the API of Gitea. */
export const GITEA: Platform = {
  name: 'gitea',
  title: 'Gitea',
  // Gitea's usual one is that of the front end's development server.
  defaultPort: 3080,
  start,
};
