import { z } from 'zod/v3';

// Dashboards are written by many tools: what is absent or odd is read as nothing, not refused.
const text = z.string().optional().catch(undefined);
const number = z.number().optional().catch(undefined);
const flag = z.boolean().optional().catch(undefined);

const datasource = z
  .union([
    z.string(),
    z.object({ uid: text, type: text }).passthrough(),
    z.null(),
  ])
  .optional()
  .catch(undefined);

const value = z
  .union([z.string(), z.number().transform(String), z.array(z.coerce.string())])
  .optional()
  .catch(undefined);

const variable = z.object({
  name: z.string(),
  type: z.string(),
  label: z.string().nullish().catch(undefined),
  hide: number,
  query: z.unknown(),
  definition: text,
  datasource,
  regex: text,
  sort: number,
  multi: flag,
  includeAll: flag,
  allValue: z.string().nullish().catch(undefined),
  auto: flag,
  current: z
    .object({ value, text: value })
    .partial()
    .optional()
    .catch(undefined),
  options: z
    .array(z.object({ text: z.coerce.string(), value: z.coerce.string() }))
    .optional()
    .catch(undefined),
});

const target = z
  .object({
    refId: z.string().catch('A'),
    datasource,
    expr: text,
    legendFormat: text,
    interval: text,
    intervalFactor: number,
    instant: flag,
    range: flag,
    hide: flag,
    format: text,
  })
  .passthrough();

const step = z.object({
  color: z.string().catch(''),
  value: z.number().nullish().catch(null),
});

const panel = z.object({
  id: number,
  title: text,
  description: text,
  type: text,
  collapsed: flag,
  libraryPanel: z.object({}).passthrough().optional().catch(undefined),
  gridPos: z
    .object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() })
    .optional()
    .catch(undefined),
  datasource,
  targets: z.array(target).optional().catch(undefined),
  interval: z.string().nullish().catch(undefined),
  maxDataPoints: z.number().nullish().catch(undefined),
  fieldConfig: z
    .object({
      defaults: z
        .object({
          unit: text,
          decimals: z.number().nullish().catch(undefined),
          min: z.number().nullish().catch(undefined),
          max: z.number().nullish().catch(undefined),
          thresholds: z
            .object({ mode: text, steps: z.array(step) })
            .optional()
            .catch(undefined),
          custom: z
            .object({
              drawStyle: text,
              fillOpacity: number,
              stacking: z.object({ mode: text }).optional().catch(undefined),
              thresholdsStyle: z
                .object({ mode: text })
                .optional()
                .catch(undefined),
            })
            .optional()
            .catch(undefined),
        })
        .optional()
        .catch(undefined),
    })
    .optional()
    .catch(undefined),
  options: z
    .object({
      legend: z
        .object({ showLegend: flag, displayMode: text })
        .optional()
        .catch(undefined),
    })
    .optional()
    .catch(undefined),
});

const panelOrRow = panel.extend({
  panels: z.array(panel).optional().catch(undefined),
});

/** A dashboard as Grafana answers it, as far as it is used. */
export const dashboardModel = z.object({
  uid: z.string(),
  title: z.string().catch(''),
  tags: z.array(z.string()).catch([]),
  version: number,
  refresh: z.union([z.string(), z.boolean()]).nullish().catch(undefined),
  panels: z.array(panelOrRow).catch([]),
  templating: z
    .object({ list: z.array(z.unknown()) })
    .transform(({ list }) =>
      list.flatMap(item => {
        const parsed = variable.safeParse(item);
        return parsed.success ? [parsed.data] : [];
      }),
    )
    .catch([]),
});

export type DashboardModel = z.infer<typeof dashboardModel>;
export type PanelModel = z.infer<typeof panel>;
export type PanelOrRow = z.infer<typeof panelOrRow>;
export type TargetModel = z.infer<typeof target>;
export type VariableModel = z.infer<typeof variable>;
export type DatasourceRef = z.infer<typeof datasource>;
