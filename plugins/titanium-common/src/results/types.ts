import { DiffEntry } from '../plans/types';
import {
  DashboardListResult,
  DashboardResult,
  FramesResult,
} from './dashboards';

/** How a cell is drawn. `time` cells hold ISO 8601; `quantity` cells hold Kubernetes quantities as printed. @public */
export type CellType = 'string' | 'number' | 'time' | 'quantity';

/** One printed table, as the platform prints it. @public */
export interface TableResult {
  type: 'table';
  columns: { name: string; type: CellType; wide?: boolean }[];
  /** Cells in the order of `columns`; `ref` names the object of the row, when it is one. */
  rows: {
    cells: (string | number | null)[];
    ref?: { kind: string; namespace?: string; name: string };
  }[];
  /** Rows left out by a cap. */
  truncated?: number;
}

/** One line of a log. @public */
export interface LogLine {
  /** RFC 3339 with nanoseconds, as the platform sent it. */
  time: string;
  /** May hold ANSI escapes; the reader draws colours and drops everything else. */
  text: string;
  pod?: string;
  container?: string;
  /** Characters cut from an overlong line. */
  cut?: number;
  /** `trace debug info warn error critical fatal unknown`, from the platform or the line itself. */
  level?: string;
  /** Labels of the line's stream, and structured metadata; only from Loki. */
  labels?: Record<string, string>;
  /** Fields a parser stage of the query took from the line; only from Loki. */
  fields?: Record<string, string>;
}

/** Lines of one or several containers, oldest first. @public */
export interface LogsResult {
  type: 'logs';
  lines: LogLine[];
  /** Set when the command follows; the page then opens the live view of these containers. */
  follow?: { pods: string[]; container?: string };
  /** Of a log query: what was asked after enforcement, and whether older lines within the range were left out. */
  query?: LogQueryInfo;
}

/** How a log query was carried out. Times are milliseconds since the epoch. @public */
export interface LogQueryInfo {
  /** The query as sent to Loki, enforced matchers included. */
  text: string;
  from: number;
  to: number;
  limit: number;
  /** True when the limit cut lines off; the next page ends at the oldest line. */
  limited: boolean;
}

/** Values over time. Times are milliseconds since the epoch. @public */
export interface SeriesResult {
  type: 'series';
  series: {
    name: string;
    labels: Record<string, string>;
    points: [number, number | null][];
  }[];
  /** `instant` holds one point a series, `range` many. Absent means range. */
  kind?: 'instant' | 'range';
  /** Grafana's unit id, `reqps`, `percentunit`, `ms`, `bytes`. */
  unit?: string;
  /** What was asked after enforcement. */
  query?: string;
  /** Warnings of the platform; series left out by a cap among them. */
  warnings?: string[];
}

/** Rows of a database. @public */
export interface RowsResult {
  type: 'rows';
  columns: string[];
  rows: (string | null)[][];
}

/** Whole objects, redacted, as YAML documents. @public */
export interface ObjectsResult {
  type: 'objects';
  format: 'yaml' | 'json';
  objects: {
    ref: { kind: string; namespace?: string; name: string };
    text: string;
  }[];
}

/** Text as a command would print it: rollout status, descriptions. @public */
export interface TextResult {
  type: 'text';
  text: string;
}

/** An object described: sections of facts, conditions, events and related objects. @public */
export interface DescriptionResult {
  type: 'description';
  ref: { kind: string; namespace?: string; name: string };
  facts: { name: string; value: string }[];
  sections: { title: string; table: Omit<TableResult, 'type'> }[];
}

/** Objects that differ from what they should be: Argo CD's desired state against the live one. Redacted YAML. @public */
export interface DiffResult {
  type: 'diff';
  objects: {
    ref: { kind: string; namespace?: string; name: string };
    /** `changed`, `missing` on the cluster, `extra` (to be pruned). */
    change: 'changed' | 'missing' | 'extra';
    live: string | null;
    desired: string | null;
    entries: DiffEntry[];
  }[];
}

/** The typed answer of a read, drawn under its step. @public */
export type Result =
  | TableResult
  | LogsResult
  | SeriesResult
  | RowsResult
  | ObjectsResult
  | TextResult
  | DescriptionResult
  | DiffResult
  | DashboardListResult
  | DashboardResult
  | FramesResult;
