import { Route, sendJson, sendText } from './exchange';
import { labelsRoute, seriesRoute, valuesRoute } from './labels';
import { fieldValuesRoute, fieldsRoute } from './fields';
import { pushRoute } from './push';
import { instantRoute, rangeRoute } from './queries';
import { statsRoute, volumeRangeRoute, volumeRoute } from './volume';

interface Definition {
  methods: readonly string[];
  /** The group `name` is the open part. */
  path: RegExp;
  route: Route;
}

const READ = ['GET', 'POST'];

function api(
  path: string,
  route: Route,
  methods: readonly string[] = READ,
): Definition {
  return { methods, path: new RegExp(`^/loki/api/v1/${path}$`), route };
}

const ROUTES: readonly Definition[] = [
  api('push', pushRoute, ['POST']),
  api('query', instantRoute),
  api('query_range', rangeRoute),
  api('labels?', labelsRoute),
  api('label/(?<name>[^/]+)/values', valuesRoute),
  api('series', seriesRoute),
  api('index/stats', statsRoute),
  api('index/volume', volumeRoute),
  api('index/volume_range', volumeRangeRoute),
  // Without an upgrade there is nothing to follow.
  api('tail', ({ response }) => sendText(response, 400, 'Bad Request'), [
    'GET',
  ]),
  api('detected_fields', fieldsRoute),
  api('detected_field/(?<name>[^/]+)/values', fieldValuesRoute),
  api(
    'status/buildinfo',
    ({ response }) =>
      sendJson(response, {
        version: '3.1.0',
        revision: '935aee77e',
        branch: 'HEAD',
        buildUser: 'titanium',
        buildDate: '2024-06-19T13:06:43Z',
        goVersion: 'go1.21.11',
      }),
    ['GET'],
  ),
  {
    methods: ['GET'],
    path: /^\/ready$/,
    route: ({ response }) => sendText(response, 200, 'ready'),
  },
];

/** The route of a path; `wrong-method` when it takes other methods. */
export function findRoute(
  method: string,
  path: string,
): { route: Route; name: string } | 'wrong-method' | undefined {
  for (const { methods, path: pattern, route } of ROUTES) {
    const match = pattern.exec(path);
    if (match) {
      return methods.includes(method)
        ? { route, name: decoded(match.groups?.name ?? '') }
        : 'wrong-method';
    }
  }
  return undefined;
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
