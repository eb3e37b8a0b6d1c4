import { IncomingMessage, ServerResponse } from 'node:http';
import { anchored } from '../world/metrics/tsdb/matchers';
import { AlertWithStatus, Alerts, readAlerts } from './alerts';
import { RequestError, malformed, refused } from './errors';
import { readFilters } from './filters';
import { Silence, accepts, stateOf } from './model';
import { CONFIG, GROUP_BY, RECEIVER } from './routing';
import { Silences, readSilence } from './silences';

const MOST_BODY = 8 << 20;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

interface Question {
  values: URLSearchParams;
  /** The last part of the path, where the route has one. */
  id: string;
  body(): Promise<string>;
}

/** JSON to answer; undefined for an empty body. */
type Answer = unknown;
type Verbs = Partial<
  Record<string, (question: Question) => Answer | Promise<Answer>>
>;

export interface AlertmanagerOptions {
  alerts: Alerts;
  silences: Silences;
  now(): number;
}

const iso = (time: number) => new Date(time).toISOString();

/** The HTTP API, version 2. */
export function createApi({ alerts, silences, now }: AlertmanagerOptions) {
  const startedAt = now();

  const routes: Record<string, Verbs> = {
    status: {
      GET: () => ({
        cluster: { peers: [], status: 'disabled' },
        config: { original: CONFIG },
        uptime: iso(startedAt),
        versionInfo: {
          branch: 'HEAD',
          buildDate: '20240228-11:51:20',
          buildUser: 'root@titanium',
          goVersion: 'go1.21.7',
          revision: '0aa3c2aad14cff039931923ab16b26b7481783b5',
          version: '0.27.0',
        },
      }),
    },
    receivers: { GET: () => [{ name: RECEIVER }] },
    alerts: {
      GET: question => chosen(alerts.list(), question.values).map(shown),
      async POST(question) {
        alerts.put(readAlerts(await question.body(), now()));
        return undefined;
      },
    },
    'alerts/groups': {
      GET: question => grouped(chosen(alerts.list(), question.values)),
    },
    silences: {
      GET({ values }) {
        const filters = readFilters(values.getAll('filter'));
        return silences
          .list()
          .filter(({ matchers }) =>
            filters.every(filter =>
              matchers.some(
                ({ name, value }) =>
                  name === filter.name && filter.matches(value),
              ),
            ),
          )
          .map(silence => describe(silence, now()));
      },
      async POST(question) {
        const silence = readSilence(await question.body(), now());
        return { silenceID: silences.set(silence) };
      },
    },
    'silence/': {
      GET({ id }) {
        const silence = silences.get(checked(id));
        if (!silence) {
          throw new RequestError(404, undefined);
        }
        return describe(silence, now());
      },
      DELETE({ id }) {
        if (!silences.expire(checked(id))) {
          throw new RequestError(404, undefined);
        }
        return undefined;
      },
    },
  };

  return async function handle(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://alertmanager');
    const { pathname } = url;
    if (pathname === '/-/healthy' || pathname === '/-/ready') {
      response.writeHead(200, { 'Content-Type': 'text/plain; charset=utf-8' });
      response.end('OK');
      return;
    }
    try {
      const [name, id] = split(pathname);
      const answer = await answerOf(request, routes[name], {
        values: url.searchParams,
        id,
        pathname,
      });
      if (answer === undefined) {
        response.writeHead(200).end();
      } else {
        send(response, 200, `${JSON.stringify(answer)}\n`);
      }
    } catch (error) {
      if (!(error instanceof RequestError)) {
        throw error;
      }
      if (error.body === undefined) {
        response.writeHead(error.status).end();
      } else {
        send(response, error.status, error.body);
      }
    }
  };
}

/** The route of a path, and the id at its end. */
function split(pathname: string): [string, string] {
  const path = pathname.replace(/^\/api\/v2\//, '');
  if (!pathname.startsWith('/api/v2/')) {
    return ['', ''];
  }
  const silence = /^silence\/([^/]+)$/.exec(path);
  return silence ? ['silence/', decodeURIComponent(silence[1])] : [path, ''];
}

async function answerOf(
  request: IncomingMessage,
  verbs: Verbs | undefined,
  question: { values: URLSearchParams; id: string; pathname: string },
): Promise<Answer> {
  if (!verbs) {
    throw malformed(404, 404, `path ${question.pathname} was not found`);
  }
  const verb = verbs[request.method ?? 'GET'];
  if (!verb) {
    throw malformed(
      405,
      405,
      `method ${request.method} is not allowed, but [${Object.keys(
        verbs,
      )}] are`,
    );
  }
  const type = (request.headers['content-type'] ?? '').split(';')[0];
  if (request.method === 'POST' && type !== 'application/json') {
    throw malformed(
      415,
      415,
      `unsupported media type ${JSON.stringify(
        type,
      )}, only [application/json] are allowed`,
    );
  }
  return verb({ ...question, body: () => bodyOf(request) });
}

function checked(id: string): string {
  if (!UUID.test(id)) {
    throw malformed(
      422,
      601,
      `silenceID in path must be of type uuid: ${JSON.stringify(id)}`,
    );
  }
  return id;
}

/** Alerts that the parameters of a request ask for. */
function chosen(
  alerts: readonly AlertWithStatus[],
  values: URLSearchParams,
): AlertWithStatus[] {
  const filters = readFilters(values.getAll('filter'));
  const wants = (name: string) =>
    !values.has(name) ||
    /^(1|t|true|yes|ok|on|y|enabled|checked)$/i.test(values.get(name)!);
  const receiver = values.get('receiver');
  if (receiver) {
    try {
      if (!anchored(receiver).test(RECEIVER)) {
        return [];
      }
    } catch (error) {
      const reason = (error as Error).message;
      throw refused(400, `failed to parse receiver param: ${reason}`);
    }
  }
  return alerts.filter(
    ({ labels, status }) =>
      accepts(filters, labels) &&
      (wants('active') || status.state !== 'active') &&
      (wants('silenced') || status.silencedBy.length === 0) &&
      (wants('inhibited') || status.inhibitedBy.length === 0),
  );
}

function shown(alert: AlertWithStatus) {
  return {
    annotations: alert.annotations,
    endsAt: iso(alert.endsAt),
    fingerprint: alert.fingerprint,
    receivers: [{ name: RECEIVER }],
    startsAt: iso(alert.startsAt),
    status: alert.status,
    updatedAt: iso(alert.updatedAt),
    ...(alert.generatorUrl ? { generatorURL: alert.generatorUrl } : {}),
    labels: alert.labels,
  };
}

function grouped(alerts: readonly AlertWithStatus[]) {
  const groups = new Map<
    string,
    { labels: Record<string, string>; alerts: AlertWithStatus[] }
  >();
  for (const alert of alerts) {
    const labels = Object.fromEntries(
      GROUP_BY.filter(name => alert.labels[name] !== undefined).map(name => [
        name,
        alert.labels[name],
      ]),
    );
    const key = JSON.stringify(labels);
    const group = groups.get(key) ?? { labels, alerts: [] };
    groups.set(key, group);
    group.alerts.push(alert);
  }
  return [...groups.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, group]) => ({
      alerts: group.alerts.map(shown),
      labels: group.labels,
      receiver: { name: RECEIVER },
    }));
}

function describe(silence: Silence, now: number) {
  const { id, updatedAt, comment, createdBy, endsAt, matchers, startsAt } =
    silence;
  return {
    id,
    status: { state: stateOf(silence, now) },
    updatedAt: iso(updatedAt),
    comment,
    createdBy,
    endsAt: iso(endsAt),
    matchers: matchers.map(({ isEqual, isRegex, name, value }) => ({
      isEqual,
      isRegex,
      name,
      value,
    })),
    startsAt: iso(startsAt),
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MOST_BODY) {
      throw malformed(413, 413, 'http: request body too large');
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function send(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(body);
}
