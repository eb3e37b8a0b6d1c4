import { PlatformHttp } from '@titanium-portal/backstage-plugin-titanium-node';
import { Range } from '../../shared/range';
import { GrafanaClient } from '../GrafanaClient';

/** What asks Prometheus for the options of variables. */
export interface OptionSource {
  grafana: GrafanaClient;
  /** Uid of the data source; undefined when it is not known. */
  datasource: string | undefined;
  /** Asked where Grafana does not pass on what its data source has. */
  prometheus: PlatformHttp | undefined;
  range: Range;
}

const LABEL_VALUES =
  /^label_values\(\s*(?:([\s\S]+),\s*)?([A-Za-z_][A-Za-z0-9_]*)\s*\)\s*$/;
const LABEL_NAMES = /^label_names\(\s*\)\s*$/;
const METRICS = /^metrics\(\s*([\s\S]*)\s*\)\s*$/;
const QUERY_RESULT = /^query_result\(\s*([\s\S]+)\s*\)\s*$/;
const MAX_OPTIONS = 1000;

/** Seconds, on whole minutes, so that those who look within one ask the same. */
const minute = (time: number) => String(Math.floor(time / 60_000) * 60);

async function ask<T>(
  source: OptionSource,
  path: string,
  query: Record<string, string | undefined>,
): Promise<T | undefined> {
  const { grafana, datasource, prometheus } = source;
  if (datasource !== undefined) {
    try {
      const answer = await grafana.resource<{ data?: T }>(
        datasource,
        path,
        query,
      );
      return answer?.data;
    } catch (error) {
      const name = (error as Error).name;
      if (!prometheus || !['NotFoundError', 'NotAllowedError'].includes(name)) {
        throw error;
      }
    }
  }
  if (!prometheus) {
    return undefined;
  }
  const answer = await prometheus.json<{ data?: T }>({
    path: `/${path}`,
    query,
  });
  return answer?.data;
}

function strings(data: unknown): string[] {
  return Array.isArray(data)
    ? data.filter(item => typeof item === 'string')
    : [];
}

function resultText(item: {
  metric?: Record<string, string>;
  value?: [number, string];
}): string {
  const { __name__: metric = '', ...labels } = item.metric ?? {};
  const list = Object.entries(labels).map(
    ([name, value]) => `${name}="${value}"`,
  );
  const [time, value] = item.value ?? [0, ''];
  return `${metric}{${list.join(',')}} ${value} ${Math.round(time * 1000)}`;
}

async function askOptions(
  text: string,
  source: OptionSource,
  span: { start: string; end: string },
): Promise<string[]> {
  const values = LABEL_VALUES.exec(text);
  let found: string[];
  if (values) {
    found = strings(
      await ask(source, `api/v1/label/${values[2]}/values`, {
        ...span,
        'match[]': values[1]?.trim() || undefined,
      }),
    );
  } else if (LABEL_NAMES.test(text)) {
    found = strings(await ask(source, 'api/v1/labels', span));
  } else if (METRICS.test(text)) {
    const wanted = METRICS.exec(text)![1].toLowerCase();
    found = strings(
      await ask(source, 'api/v1/label/__name__/values', span),
    ).filter(name => name.toLowerCase().includes(wanted));
  } else {
    const expression = QUERY_RESULT.exec(text)?.[1] ?? text;
    const data = await ask<{ result?: unknown }>(source, 'api/v1/query', {
      query: expression,
      time: span.end,
    });
    found = Array.isArray(data?.result) ? data.result.map(resultText) : [];
  }
  return found.slice(0, MAX_OPTIONS);
}

/** Options of a Prometheus variable's query, variables in it already written out, as Prometheus knows them now. */
export function queryOptions(
  query: string,
  source: OptionSource,
): Promise<string[]> {
  const span = {
    start: minute(source.range.from),
    end: minute(source.range.to),
  };
  const key = JSON.stringify([source.datasource, query, span]);
  return source.grafana.options.get(key, () =>
    askOptions(query.trim(), source, span),
  );
}
