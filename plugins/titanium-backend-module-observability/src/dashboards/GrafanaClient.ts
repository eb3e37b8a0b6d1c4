import { NotFoundError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import {
  PlatformError,
  PlatformHttp,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { z } from 'zod/v3';
import { ShortCache } from '../shared/ShortCache';
import { unexpectedAnswer } from '../shared/unexpected';
import { DashboardModel, dashboardModel } from './model';

const hit = z.object({
  uid: z.string(),
  title: z.string(),
  tags: z.array(z.string()).catch([]),
  folderTitle: z.string().optional(),
});

const source = z.object({
  uid: z.string(),
  name: z.string(),
  type: z.string(),
  isDefault: z.boolean().catch(false),
  jsonData: z
    .object({ timeInterval: z.string().optional() })
    .optional()
    .catch(undefined),
});

/** A dashboard as the search answers it. */
export type DashboardHit = z.infer<typeof hit>;
/** A data source of Grafana. */
export type Datasource = z.infer<typeof source>;

/** A cheap path whose answer tells Grafana's time. */
export const GRAFANA_CLOCK_PATH = '/api/health';

const PAGE = 1000;
const MAX_PAGES = 5;
const KEPT = { ttlMs: 10_000, maxEntries: 200 };

function listOf<T>(
  answer: unknown,
  schema: z.ZodType<T, z.ZodTypeDef, unknown>,
  platform: string,
): T[] {
  if (!Array.isArray(answer)) {
    throw unexpectedAnswer(platform);
  }
  return answer.flatMap(item => {
    const parsed = schema.safeParse(item);
    return parsed.success ? [parsed.data] : [];
  });
}

/** Questions to one Grafana. Answers that change seldom are kept for a moment, for all who look. */
export class GrafanaClient {
  /** Options of variables, by what was asked for them. */
  readonly options = new ShortCache<string[]>(KEPT);
  private readonly hits = new ShortCache<DashboardHit[]>(KEPT);
  private readonly models = new ShortCache<DashboardModel>(KEPT);
  private readonly sources = new ShortCache<Datasource[]>({
    ...KEPT,
    ttlMs: 60_000,
  });

  constructor(readonly http: PlatformHttp) {}

  now(signal?: AbortSignal): Promise<number> {
    return this.http.now(GRAFANA_CLOCK_PATH, signal);
  }

  /** Dashboards with a tag, or all that can be seen. */
  search(tag: string | undefined): Promise<DashboardHit[]> {
    return this.hits.get(tag ?? '', async () => {
      const found: DashboardHit[] = [];
      for (let page = 1; page <= MAX_PAGES; page += 1) {
        const answer = await this.http.json<unknown>({
          path: '/api/search',
          query: {
            type: 'dash-db',
            tag,
            limit: String(PAGE),
            page: String(page),
          },
        });
        const items = listOf(answer, hit, this.http.title);
        found.push(...items);
        if (items.length < PAGE) {
          break;
        }
      }
      return found;
    });
  }

  /** Throws `NotFoundError` for an unknown uid. */
  dashboard(uid: string): Promise<DashboardModel> {
    return this.models.get(uid, async () => {
      const answer = await this.http.json<{ dashboard?: unknown }>({
        path: `/api/dashboards/uid/${encodeURIComponent(uid)}`,
      });
      const parsed = dashboardModel.safeParse(answer?.dashboard);
      if (!parsed.success) {
        throw new PlatformError(
          `${this.http.title} answered with a dashboard that cannot be read`,
          { code: 'platform-unavailable', platform: this.http.title },
        );
      }
      return parsed.data;
    });
  }

  /** All data sources; none when the portal's account may not list them: queries name theirs mostly. */
  datasources(): Promise<Datasource[]> {
    return this.sources.get('', async () => {
      try {
        return listOf(
          await this.http.json<unknown>({ path: '/api/datasources' }),
          source,
          this.http.title,
        );
      } catch (error) {
        if (
          ['NotAllowedError', 'NotFoundError'].includes((error as Error).name)
        ) {
          return [];
        }
        throw error;
      }
    });
  }

  /** A resource of a data source, as its plugin offers it: `api/v1/label/app/values`. */
  resource<T>(
    datasource: string,
    path: string,
    query: Record<string, string | undefined>,
  ): Promise<T> {
    return this.http.json<T>({
      path: `/api/datasources/uid/${encodeURIComponent(
        datasource,
      )}/resources/${path}`,
      query,
    });
  }

  /** One query of a panel; the answer's frames as they are. Throws with the data source's own words. */
  async query(body: {
    from: string;
    to: string;
    query: JsonObject & { refId: string };
  }): Promise<unknown[]> {
    const { from, to, query } = body;
    let answer: {
      results?: Record<string, { frames?: unknown[]; error?: string }>;
    };
    try {
      answer = await this.http.json({
        method: 'POST',
        path: '/api/ds/query',
        body: { from, to, queries: [query] },
      });
    } catch (error) {
      throw withInnerWords(error as Error);
    }
    const result = answer?.results?.[query.refId];
    if (!result) {
      throw new NotFoundError('The query was not answered');
    }
    if (result.error) {
      throw new PlatformError(result.error, {
        code: 'platform-rejected',
        platform: this.http.title,
      });
    }
    return Array.isArray(result.frames) ? result.frames : [];
  }
}

/** Grafana words the failure of a query within its results. */
function withInnerWords(error: Error): Error {
  const inner = /"error"\s*:\s*("(?:[^"\\]|\\.)*")/.exec(error.message)?.[1];
  if (inner !== undefined) {
    try {
      error.message = JSON.parse(inner);
    } catch {
      // The whole message says it, too.
    }
  }
  return error;
}
