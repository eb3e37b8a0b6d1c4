import { DataSource } from '../datasources';
import { GrafanaError } from '../errors';
import { Frame } from './frames';
import { Target, runTarget } from './targets';
import { readTime } from './time';

const MOST_QUERIES = 100;

export type QueryResult =
  | { status: 200; frames: Frame[] }
  | {
      status: number;
      error: string;
      errorSource: 'downstream';
      frames: Frame[];
    };

export interface QueryAnswer {
  /** 400 as soon as one query failed; the others are answered all the same. */
  status: number;
  body: { results: Record<string, QueryResult> };
}

/** Carries out the queries of a panel, each on its own. */
export async function runQueries(
  sources: readonly DataSource[],
  body: unknown,
  now: number,
): Promise<QueryAnswer> {
  const { queries, from, to } = (body ?? {}) as Record<string, unknown>;
  if (!Array.isArray(queries) || queries.length === 0) {
    throw new GrafanaError(400, 'No queries found', 'query.noQueries');
  }
  if (queries.length > MOST_QUERIES) {
    throw new GrafanaError(400, 'Too many queries', 'query.tooMany');
  }
  const range = { from: readTime(from, now), to: readTime(to, now) };
  const results = await Promise.all(
    queries.map(async (item): Promise<[string, QueryResult]> => {
      const target = readTarget(item);
      const source = sources.find(({ uid }) => uid === target.datasource?.uid);
      if (!source) {
        throw new GrafanaError(
          404,
          'Data source not found',
          'query.dataSourceNotFound',
        );
      }
      try {
        const frames = await runTarget(source, target, range);
        return [target.refId, { status: 200, frames }];
      } catch (error) {
        if (!(error instanceof GrafanaError)) {
          throw error;
        }
        const { status, message } = error;
        return [
          target.refId,
          { status, error: message, errorSource: 'downstream', frames: [] },
        ];
      }
    }),
  );
  const failed = results.some(([, { status }]) => status !== 200);
  return {
    status: failed ? 400 : 200,
    body: { results: Object.fromEntries(results) },
  };
}

function readTarget(item: unknown): Target {
  const target = (item ?? {}) as Partial<Target>;
  const isValid =
    typeof item === 'object' &&
    (target.expr === undefined || typeof target.expr === 'string');
  if (!isValid) {
    throw new GrafanaError(400, 'bad request data');
  }
  return { ...target, refId: String(target.refId ?? 'A') };
}
