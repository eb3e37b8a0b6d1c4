import {
  aggregatedDiscovery,
  coreVersions,
  groupDocument,
  groupList,
  resourceList,
} from '../discovery/groups';
import { VERSION } from '../discovery/version';
import { OpenApiDocuments } from '../openapi/documents';
import { parseAccept } from '../request/accept';
import { methodNotAllowed, unknownPath } from '../status';
import { Call } from './call';
import { writeJson } from './respond';

const AGGREGATED =
  'application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList';

/** Paths that answer `ok` to anybody, so that a start-up can wait for them. */
export function isHealthPath(path: string): boolean {
  return /^\/(healthz|livez|readyz)(\/.*)?$/.test(path);
}

function wantsAggregated({ request }: Call): boolean {
  return parseAccept(request.headers.accept).some(
    ({ type, parameters }) =>
      type === 'application/json' &&
      parameters.get('g') === 'apidiscovery.k8s.io' &&
      parameters.get('v') === 'v2beta1',
  );
}

function discoveryDocument(call: Call, parts: string[]): object | undefined {
  const { registry, url } = call.api;
  const [root, group, version] = parts;
  if (root === 'api') {
    if (parts.length === 1) {
      return coreVersions(url);
    }
    return parts.length === 2 ? resourceList(registry, '', group) : undefined;
  }
  switch (parts.length) {
    case 1:
      return groupList(registry);
    case 2:
      return groupDocument(registry, group);
    case 3:
      return resourceList(registry, group, version);
    default:
      return undefined;
  }
}

/** Answers the paths that are no resources: version, health, discovery, OpenAPI. */
export function answerPath(call: Call, openApi: OpenApiDocuments): void {
  const { info, response, request, api } = call;
  const { path } = info;
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    throw methodNotAllowed(info.verb, { group: '', name: path });
  }
  const json = (body: object) => writeJson(response, 200, JSON.stringify(body));
  const parts = path.split('/').filter(Boolean);
  if (isHealthPath(path)) {
    writeJson(response, 200, 'ok', 'text/plain; charset=utf-8');
  } else if (path === '/version' || path === '/version/') {
    json(VERSION);
  } else if (path === '/openapi/v3') {
    json(openApi.index());
  } else if (path.startsWith('/openapi/v3/')) {
    const document = openApi.document(path.slice('/openapi/v3/'.length));
    if (!document) {
      throw unknownPath();
    }
    response.setHeader('ETag', `"${document.hash}"`);
    writeJson(response, 200, document.text);
  } else if (path === '/') {
    json({ paths: ['/api', '/apis', '/healthz', '/openapi/v3', '/version'] });
  } else if (
    (parts[0] === 'api' || parts[0] === 'apis') &&
    parts.length === 1 &&
    wantsAggregated(call)
  ) {
    writeJson(
      response,
      200,
      JSON.stringify(aggregatedDiscovery(api.registry, parts[0] === 'api')),
      AGGREGATED,
    );
  } else {
    const document =
      parts[0] === 'api' || parts[0] === 'apis'
        ? discoveryDocument(call, parts)
        : undefined;
    if (!document) {
      throw unknownPath();
    }
    json(document);
  }
}
