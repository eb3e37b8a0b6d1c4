import { IncomingMessage } from 'node:http';
import { DASHBOARDS, DashboardJson } from '../dashboards';
import { DataSource } from '../datasources';
import { GrafanaError } from '../errors';
import { ask } from '../query/ask';
import { runQueries } from '../query/dsQuery';
import { readJson } from './body';

export interface Call {
  request: IncomingMessage;
  query: URLSearchParams;
  sources: readonly DataSource[];
  /** World time. */
  now: number;
  /** The open parts of the path. */
  parts: readonly string[];
}

export interface Answer {
  status: number;
  /** JSON, or text with a type of its own. */
  body: unknown;
  contentType?: string;
}

type Handler = (call: Call) => Answer | Promise<Answer>;

const ok = (body: unknown): Answer => ({ status: 200, body });

const slugOf = ({ title }: DashboardJson) =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

const search: Handler = ({ query }) => {
  const words = (query.get('query') ?? '').toLowerCase();
  const tags = query.getAll('tag');
  const type = query.get('type') ?? 'dash-db';
  const uids = query.getAll('dashboardUIDs');
  const limit = Math.min(Number(query.get('limit') ?? 1000) || 1000, 5000);
  const page = Math.max(1, Number(query.get('page') ?? 1) || 1);
  const hits = DASHBOARDS.filter(
    dashboard =>
      type === 'dash-db' &&
      dashboard.title.toLowerCase().includes(words) &&
      tags.every(tag => dashboard.tags.includes(tag)) &&
      (uids.length === 0 || uids.includes(dashboard.uid)),
  );
  return ok(
    hits.slice((page - 1) * limit, page * limit).map(dashboard => ({
      id: dashboard.id,
      uid: dashboard.uid,
      title: dashboard.title,
      uri: `db/${slugOf(dashboard)}`,
      url: `/d/${dashboard.uid}/${slugOf(dashboard)}`,
      slug: '',
      type: 'dash-db',
      tags: dashboard.tags,
      isStarred: false,
      sortMeta: 0,
    })),
  );
};

const getDashboard: Handler = ({ parts: [uid] }) => {
  const dashboard = DASHBOARDS.find(item => item.uid === uid);
  if (!dashboard) {
    throw new GrafanaError(404, 'Dashboard not found');
  }
  const slug = slugOf(dashboard);
  return ok({
    meta: {
      type: 'db',
      canSave: false,
      canEdit: false,
      canAdmin: false,
      canStar: false,
      canDelete: false,
      slug,
      url: `/d/${uid}/${slug}`,
      expires: '0001-01-01T00:00:00Z',
      created: '2025-09-01T08:00:00Z',
      updated: '2025-10-20T08:00:00Z',
      updatedBy: 'Anonymous',
      createdBy: 'Anonymous',
      version: dashboard.version,
      hasAcl: false,
      isFolder: false,
      folderId: 0,
      folderUid: '',
      folderTitle: 'General',
      folderUrl: '',
      provisioned: true,
      provisionedExternalId: `${uid}.json`,
      annotationsPermissions: {
        dashboard: { canAdd: false, canEdit: false, canDelete: false },
        organization: { canAdd: false, canEdit: false, canDelete: false },
      },
    },
    dashboard,
  });
};

function sourceOf({ sources, parts: [uid] }: Call): DataSource {
  const source = sources.find(item => item.uid === uid);
  if (!source) {
    throw new GrafanaError(404, 'Data source not found');
  }
  return source;
}

/** What a data source's plug-in answers itself; here the choices of variables. */
const resource: Handler = async call => {
  const { parts, query } = call;
  const source = sourceOf(call);
  const path = parts[1];
  const isKnown =
    source.type === 'prometheus'
      ? /^api\/v1\/(labels|label\/[^/]+\/values|series)$/.test(path)
      : /^(labels|label\/[^/]+\/values|series)$/.test(path);
  if (!isKnown) {
    throw new GrafanaError(404, 'Not found');
  }
  const prefix = source.type === 'prometheus' ? '/' : '/loki/api/v1/';
  const reply = await ask(`${source.url}${prefix}${path}?${query}`);
  return {
    status: reply.status,
    body: reply.text,
    contentType: reply.contentType,
  };
};

const ROUTES: readonly {
  method: 'GET' | 'POST';
  path: RegExp;
  open?: boolean;
  handler: Handler;
}[] = [
  {
    method: 'GET',
    path: /^\/api\/health$/,
    open: true,
    handler: () =>
      ok({ commit: '5b85c4c2fc', database: 'ok', version: '11.1.0' }),
  },
  { method: 'GET', path: /^\/api\/search\/?$/, handler: search },
  {
    method: 'GET',
    path: /^\/api\/dashboards\/uid\/([^/]+)$/,
    handler: getDashboard,
  },
  {
    method: 'GET',
    path: /^\/api\/datasources\/?$/,
    handler: ({ sources }) => ok(sources),
  },
  {
    method: 'GET',
    path: /^\/api\/datasources\/uid\/([^/]+)$/,
    handler: call => ok(sourceOf(call)),
  },
  {
    method: 'GET',
    path: /^\/api\/datasources\/uid\/([^/]+)\/resources\/(.+)$/,
    handler: resource,
  },
  {
    method: 'POST',
    path: /^\/api\/ds\/query$/,
    handler: async ({ request, sources, now }) =>
      runQueries(sources, await readJson(request), now),
  },
];

export function findRoute(method: string, path: string) {
  for (const route of ROUTES) {
    const match = route.path.exec(path);
    if (match && route.method === method) {
      return { ...route, parts: match.slice(1) };
    }
  }
  return undefined;
}
