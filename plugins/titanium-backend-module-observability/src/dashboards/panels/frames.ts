import { DataFrame } from '@titanium-portal/backstage-plugin-titanium-common';
import { z } from 'zod/v3';

const MAX_FRAMES = 200;
const MAX_ROWS = 12_000;
const MAX_TEXT = 1000;

const field = z.object({
  name: z.string().nullish(),
  type: z.string().nullish(),
  labels: z.record(z.coerce.string()).nullish(),
  config: z
    .object({
      displayName: z.string().nullish(),
      displayNameFromDS: z.string().nullish(),
      unit: z.string().nullish(),
    })
    .passthrough()
    .nullish(),
});

const frame = z.object({
  schema: z.object({
    name: z.string().nullish(),
    refId: z.string().nullish(),
    fields: z.array(field),
  }),
  data: z.object({
    values: z.array(z.array(z.unknown())),
    /** NaN and infinities, which JSON cannot hold: their places are null, which is right for us. */
    entities: z.unknown(),
  }),
});

type Cell = number | string | boolean | null;
type FieldType = DataFrame['fields'][number]['type'];

const TYPES = new Set<string>(['time', 'number', 'string', 'boolean']);

function typeOf(type: string | null | undefined): FieldType {
  return TYPES.has(type ?? '') ? (type as FieldType) : 'other';
}

function cell(value: unknown, type: FieldType): Cell {
  if (value === null || value === undefined) {
    return null;
  }
  switch (type) {
    case 'time':
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? value : null;
    case 'boolean':
      return typeof value === 'boolean' ? value : null;
    default: {
      const text = typeof value === 'string' ? value : JSON.stringify(value);
      return text.slice(0, MAX_TEXT);
    }
  }
}

function legend(format: string, labels: Record<string, string>): string {
  return format.replace(/\{\{\s*([^{}]+?)\s*\}\}/g, (_, name: string) =>
    Object.hasOwn(labels, name) ? labels[name] : '',
  );
}

/** Labels that tell the frames of one query apart. */
function telling(all: readonly Record<string, string>[]): string[] {
  const names = new Set(all.flatMap(labels => Object.keys(labels)));
  return [...names].filter(
    name =>
      name !== '__name__' && new Set(all.map(labels => labels[name])).size > 1,
  );
}

/**
 * Frames of one query, checked: columns of equal length, known types, capped. `left` counts frames and rows beyond the
 * caps; odd frames are left out, and an answer without any frame that can be read throws.
 */
export function readFrames(
  answered: readonly unknown[],
  options: { legendFormat: string | undefined; expr: string },
): { frames: DataFrame[]; left: number } {
  const read = answered.flatMap(each => {
    const parsed = frame.safeParse(each);
    const lengths = parsed.success
      ? new Set(parsed.data.data.values.map(({ length }) => length))
      : undefined;
    const usable =
      parsed.success &&
      lengths!.size <= 1 &&
      // Empty frames come without columns of values.
      (parsed.data.data.values.length === parsed.data.schema.fields.length ||
        parsed.data.data.values.length === 0);
    return usable ? [parsed.data] : [];
  });
  if (answered.length > 0 && read.length === 0) {
    throw new Error('The answer holds no data that can be read');
  }
  const labelSets = read.flatMap(({ schema }) =>
    schema.fields
      .filter(({ type }) => type !== 'time')
      .map(({ labels }) => labels ?? {}),
  );
  const distinct = telling(labelSets);
  const { legendFormat, expr } = options;
  const nameOf = (
    { name, config, labels, type }: z.infer<typeof field>,
    frameName: string | null | undefined,
  ): string => {
    const own = labels ?? {};
    if (type === 'time' || Object.keys(own).length === 0) {
      const given = config?.displayName ?? config?.displayNameFromDS;
      if (given || type !== 'number') {
        return given || name || expr;
      }
      if (legendFormat && !/^__auto$|\{\{/.test(legendFormat)) {
        return legendFormat;
      }
      return name === 'Value' && labelSets.length === 1
        ? frameName || expr
        : name || expr;
    }
    if (legendFormat && legendFormat !== '__auto') {
      return legend(legendFormat, own) || expr;
    }
    const given = config?.displayName ?? config?.displayNameFromDS;
    const auto = distinct.map(label => own[label] ?? '').join(', ');
    return given || auto || own.__name__ || expr;
  };
  let left = Math.max(0, read.length - MAX_FRAMES);
  const frames = read.slice(0, MAX_FRAMES).map(({ schema, data }) => ({
    name: schema.name ?? null,
    fields: schema.fields.map((each, index) => {
      const type = typeOf(each.type);
      const values = data.values[index] ?? [];
      left += Math.max(0, values.length - MAX_ROWS);
      return {
        name: each.name ?? '',
        type,
        labels: each.labels ?? {},
        displayName: nameOf(each, schema.name).slice(0, MAX_TEXT),
        unit: each.config?.unit ?? null,
        values: values.slice(0, MAX_ROWS).map(value => cell(value, type)),
      };
    }),
  }));
  return { frames, left };
}
