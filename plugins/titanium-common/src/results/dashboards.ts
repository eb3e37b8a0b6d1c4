/** Dashboards that belong to an entity. @public */
export interface DashboardListResult {
  type: 'dashboards';
  items: {
    uid: string;
    title: string;
    tags: string[];
    /** Address of the dashboard in Grafana for people; null when Grafana has no public address. */
    url: string | null;
  }[];
}

/** A variable of a dashboard, with its choices resolved on the server. @public */
export interface DashboardVariable {
  name: string;
  label: string;
  options: { text: string; value: string }[];
  current: string[];
  multi: boolean;
}

/** Colour from a value upwards; `from` is null for the base. @public */
export interface PanelThreshold {
  from: number | null;
  /** The state it means; Grafana's colours are mapped: green healthy, yellow and orange degraded, red failed. */
  state: 'healthy' | 'degraded' | 'failed' | 'unknown';
}

/** A panel as the page draws it. Unknown types are cards with a link. @public */
export interface DashboardPanel {
  id: number;
  title: string;
  description: string | null;
  /** Grafana's type; drawn are `timeseries stat gauge bargauge table`. */
  type: string;
  /** Place on Grafana's 24-column grid. */
  grid: { x: number; y: number; w: number; h: number };
  unit: string | null;
  decimals: number | null;
  min: number | null;
  max: number | null;
  thresholds: PanelThreshold[];
  /** Whether series are stacked, filled or points. */
  draw: { stacked: boolean; fill: boolean; points: boolean };
  legend: boolean;
  /** Row title above the panel, when it begins a row. */
  row: string | null;
  url: string | null;
}

/** A dashboard without its queries, which stay on the server. @public */
export interface DashboardResult {
  type: 'dashboard';
  uid: string;
  title: string;
  url: string | null;
  variables: DashboardVariable[];
  panels: DashboardPanel[];
  /** Seconds; null for none. */
  refresh: number | null;
}

/** Columns of equal length, as Grafana answers. Times are milliseconds since the epoch. @public */
export interface DataFrame {
  name: string | null;
  fields: {
    name: string;
    type: 'time' | 'number' | 'string' | 'boolean' | 'other';
    labels: Record<string, string>;
    /** Name to show: the legend format resolved. */
    displayName: string;
    unit: string | null;
    values: (number | string | boolean | null)[];
  }[];
}

/** Data of one panel. @public */
export interface FramesResult {
  type: 'frames';
  frames: DataFrame[];
  /** What failed while other queries of the panel answered, in the platform's words. */
  errors: string[];
  /** Step of the queries in milliseconds. */
  stepMs: number | null;
}
