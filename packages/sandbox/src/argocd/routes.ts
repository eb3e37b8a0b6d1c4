import { getApplication, listApplications } from './applications';
import { Handler } from './call';
import {
  canI,
  events,
  getApplicationSet,
  getProject,
  listApplicationSets,
  listProjects,
  userInfo,
} from './cluster';
import {
  rollbackApplication,
  syncApplication,
  terminateOperation,
} from './operations';
import {
  managedResources,
  manifests,
  resource,
  resourceTree,
  watchTree,
} from './resources';
import { revisionMetadata } from './revisions';
import { createToken, login } from './session';
import {
  patchApplication,
  updateApplication,
  updateSpec,
} from './specification';
import { watchApplications } from './stream';
import { syncWindows } from './views';

export interface Route {
  method: string;
  /** `{name}` is one segment, `{rest=**}` all that are left. */
  path: string;
  handle: Handler;
  /** Needs no credentials. */
  open?: boolean;
}

const APP = '/api/v1/applications/{name}';

export const ROUTES: readonly Route[] = [
  { method: 'GET', path: '/api/v1/applications', handle: listApplications },
  { method: 'GET', path: APP, handle: getApplication },
  { method: 'PUT', path: APP, handle: updateApplication },
  { method: 'PATCH', path: APP, handle: patchApplication },
  { method: 'PUT', path: `${APP}/spec`, handle: updateSpec },
  { method: 'POST', path: `${APP}/sync`, handle: syncApplication },
  { method: 'POST', path: `${APP}/rollback`, handle: rollbackApplication },
  { method: 'DELETE', path: `${APP}/operation`, handle: terminateOperation },
  { method: 'GET', path: `${APP}/syncwindows`, handle: syncWindows },
  {
    method: 'GET',
    path: '/api/v1/stream/applications',
    handle: watchApplications,
  },
  { method: 'GET', path: `${APP}/resource-tree`, handle: resourceTree },
  {
    method: 'GET',
    path: '/api/v1/stream/applications/{name}/resource-tree',
    handle: watchTree,
  },
  { method: 'GET', path: `${APP}/managed-resources`, handle: managedResources },
  { method: 'GET', path: `${APP}/manifests`, handle: manifests },
  { method: 'GET', path: `${APP}/resource`, handle: resource },
  { method: 'GET', path: `${APP}/events`, handle: events },
  {
    method: 'GET',
    path: `${APP}/revisions/{revision}/metadata`,
    handle: revisionMetadata,
  },
  { method: 'GET', path: '/api/v1/projects', handle: listProjects },
  { method: 'GET', path: '/api/v1/projects/{name}', handle: getProject },
  {
    method: 'GET',
    path: '/api/v1/applicationsets',
    handle: listApplicationSets,
  },
  {
    method: 'GET',
    path: '/api/v1/applicationsets/{name}',
    handle: getApplicationSet,
  },
  {
    method: 'GET',
    path: '/api/v1/account/can-i/{resource}/{action}/{subresource=**}',
    handle: canI,
  },
  {
    method: 'POST',
    path: '/api/v1/account/{name}/token',
    handle: createToken,
  },
  { method: 'GET', path: '/api/v1/session/userinfo', handle: userInfo },
  { method: 'POST', path: '/api/v1/session', handle: login, open: true },
  { method: 'DELETE', path: '/api/v1/session', handle: () => ({}), open: true },
];

export type Match =
  | { route: Route; params: Record<string, string> }
  /** There is such a path, for other methods. */
  | 'method'
  | undefined;

/** The route of a request. */
export function routeOf(method: string, path: string): Match {
  const matches = ROUTES.flatMap(route => {
    const params = matched(route.path, path);
    return params ? [{ route, params }] : [];
  });
  const match = matches.find(({ route }) => route.method === method);
  return match ?? (matches.length ? 'method' : undefined);
}

function matched(
  pattern: string,
  path: string,
): Record<string, string> | undefined {
  const wanted = pattern.split('/');
  const given = path.split('/');
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const rest = /^\{(\w+)=\*\*\}$/.exec(part);
    if (rest) {
      params[rest[1]] = given.slice(index).map(decode).join('/');
      return params;
    }
    if (given[index] === undefined) {
      return undefined;
    }
    const variable = /^\{(\w+)\}$/.exec(part);
    if (variable && given[index]) {
      params[variable[1]] = decode(given[index]);
    } else if (part !== given[index]) {
      return undefined;
    }
  }
  return wanted.length === given.length ? params : undefined;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
