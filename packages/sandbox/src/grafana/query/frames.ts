/** A field of a frame, as the answer of a query describes it. */
export interface FieldSchema {
  name: string;
  type: 'time' | 'number' | 'string' | 'other';
  typeInfo: { frame: string };
  labels?: Record<string, string>;
  config?: Record<string, unknown>;
}

export interface Frame {
  schema: {
    refId: string;
    name?: string;
    meta: Record<string, unknown>;
    fields: FieldSchema[];
  };
  data: {
    values: unknown[][];
    /** Where values are that JSON cannot hold, by column. */
    entities?: (Entities | null)[];
  };
}

interface Entities {
  NaN?: number[];
  Inf?: number[];
  NegInf?: number[];
}

/** A series as Prometheus and Loki answer it. */
export interface ApiSeries {
  metric: Record<string, string>;
  values: [seconds: number, value: string][];
}

export interface FrameOptions {
  refId: string;
  legendFormat: string;
  resultType: 'matrix' | 'vector' | 'scalar';
  stepMs: number;
  executedQueryString: string;
}

/** A frame with a field for time and one for the values. */
export function seriesFrame(series: ApiSeries, options: FrameOptions): Frame {
  const { refId, legendFormat, resultType, stepMs } = options;
  const name = displayName(series.metric, legendFormat);
  const numbers = series.values.map(([, value]) => toNumber(value));
  const entities = entitiesOf(numbers);
  const multi = resultType === 'matrix' ? 'timeseries-multi' : 'numeric-multi';
  return {
    schema: {
      refId,
      ...(name ? { name } : {}),
      meta: {
        type: multi,
        typeVersion: [0, 1],
        custom: { resultType },
        executedQueryString: options.executedQueryString,
      },
      fields: [
        {
          name: 'Time',
          type: 'time',
          typeInfo: { frame: 'time.Time' },
          config: { interval: stepMs },
        },
        {
          name: 'Value',
          type: 'number',
          typeInfo: { frame: 'float64' },
          labels: series.metric,
          config: name ? { displayNameFromDS: name } : {},
        },
      ],
    },
    data: {
      values: [
        series.values.map(([seconds]) => Math.round(seconds * 1000)),
        numbers.map(value => (Number.isFinite(value) ? value : null)),
      ],
      ...(entities ? { entities: [null, entities] } : {}),
    },
  };
}

function toNumber(value: string): number {
  if (value === '+Inf') {
    return Infinity;
  }
  return value === '-Inf' ? -Infinity : Number(value);
}

function entitiesOf(numbers: readonly number[]): Entities | undefined {
  const entities: Entities = {};
  numbers.forEach((value, index) => {
    if (Number.isNaN(value)) {
      (entities.NaN ??= []).push(index);
    } else if (value === Infinity) {
      (entities.Inf ??= []).push(index);
    } else if (value === -Infinity) {
      (entities.NegInf ??= []).push(index);
    }
  });
  return Object.keys(entities).length > 0 ? entities : undefined;
}

/** The legend with its labels filled in; by default the series as its source writes it. */
function displayName(
  labels: Record<string, string>,
  legendFormat: string,
): string {
  if (legendFormat && legendFormat !== '__auto') {
    return legendFormat.replace(
      /\{\{\s*([a-zA-Z_][a-zA-Z0-9_]*)\s*\}\}/g,
      (_, name) => labels[name] ?? '',
    );
  }
  const { __name__: metric = '', ...rest } = labels;
  const pairs = Object.entries(rest).map(
    ([name, value]) => `${name}=${JSON.stringify(value)}`,
  );
  return pairs.length ? `${metric}{${pairs.join(', ')}}` : metric;
}
