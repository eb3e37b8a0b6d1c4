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
}

/** Lines of one or several containers, oldest first. @public */
export interface LogsResult {
  type: 'logs';
  lines: LogLine[];
  /** Set when the command follows; the page then opens the live view of these containers. */
  follow?: { pods: string[]; container?: string };
}

/** Values over time. Times are milliseconds since the epoch. @public */
export interface SeriesResult {
  type: 'series';
  series: {
    name: string;
    labels: Record<string, string>;
    points: [number, number | null][];
  }[];
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

/** The typed answer of a read, drawn under its step. @public */
export type Result =
  | TableResult
  | LogsResult
  | SeriesResult
  | RowsResult
  | ObjectsResult
  | TextResult
  | DescriptionResult;
