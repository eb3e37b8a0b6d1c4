/** What the path and method of a request ask for, after `k8s.io/apiserver/pkg/endpoints/request`. */
export interface RequestInfo {
  isResource: boolean;
  verb: string;
  path: string;
  group: string;
  version: string;
  namespace?: string;
  resource: string;
  subresource?: string;
  name?: string;
  /** Path segments after the subresource. */
  rest: string[];
}

const VERBS: Record<string, string> = {
  GET: 'get',
  HEAD: 'get',
  POST: 'create',
  PUT: 'update',
  PATCH: 'patch',
  DELETE: 'delete',
};

/** Subresources of namespaces; anything else below a namespace is a resource in it. */
const NAMESPACE_SUBRESOURCES = new Set(['status', 'finalize']);

function segments(path: string): string[] {
  return path
    .split('/')
    .filter(part => part !== '')
    .map(part => decodeURIComponent(part));
}

export function parsePath(
  method: string,
  path: string,
  query: URLSearchParams,
): RequestInfo {
  const verb = VERBS[method] ?? method.toLowerCase();
  const other: RequestInfo = {
    isResource: false,
    verb,
    path,
    group: '',
    version: '',
    resource: '',
    rest: [],
  };
  const parts = segments(path);
  const grouped = parts[0] === 'apis';
  if ((!grouped && parts[0] !== 'api') || parts.length < (grouped ? 4 : 3)) {
    return other;
  }
  const info: RequestInfo = {
    ...other,
    isResource: true,
    group: grouped ? parts[1] : '',
    version: grouped ? parts[2] : parts[1],
  };
  locate(info, parts.slice(grouped ? 3 : 2));
  info.verb = collectionVerb(info, query);
  return info;
}

function locate(info: RequestInfo, parts: string[]): void {
  let rest = parts;
  if (rest[0] === 'namespaces' && rest.length > 1) {
    info.namespace = rest[1];
    if (rest.length > 2 && !NAMESPACE_SUBRESOURCES.has(rest[2])) {
      rest = rest.slice(2);
    }
  }
  const [resource, name, subresource, ...more] = rest;
  info.resource = resource;
  info.name = name;
  info.subresource = subresource;
  info.rest = more;
}

function collectionVerb(info: RequestInfo, query: URLSearchParams): string {
  const { verb } = info;
  if (info.name !== undefined) {
    return verb;
  }
  if (verb === 'get') {
    const watch = query.get('watch');
    return watch !== null && watch !== 'false' && watch !== '0'
      ? 'watch'
      : 'list';
  }
  return verb === 'delete' ? 'deletecollection' : verb;
}

/** The name a collection request is limited to by `fieldSelector=metadata.name=...`; authorization sees it. */
export function selectedName(query: URLSearchParams): string | undefined {
  const match = /^metadata\.name==?([^,=\\]+)$/.exec(
    query.get('fieldSelector') ?? '',
  );
  return match?.[1];
}
