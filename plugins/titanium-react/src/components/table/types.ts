import { ReactNode } from 'react';

/** A column. Keep the array's identity between renders: cells are drawn again when it changes. @public */
export interface TableColumn<TRow> {
  id: string;
  header: string;
  /** CSS grid track, the same for every row: `minmax(160px, 2fr)`, `88px`. */
  track: string;
  /** Width of the table in pixels from which the column is shown; always when absent. */
  from?: number;
  align?: 'right';
  sortable?: boolean;
  render: (row: TRow) => ReactNode;
}

/** A row, or the head of a group of rows. @public */
export type TableItem<TRow, TGroup = never> =
  | { key: string; row: TRow; level?: number }
  | { key: string; group: TGroup; expanded: boolean };

/** @public */
export interface TableSort {
  column: string;
  descending: boolean;
}
