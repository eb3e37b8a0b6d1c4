import { memo, ReactNode } from 'react';
import { classNames } from '../../theme/classNames';
import { TableColumn } from './types';
import { useTableStyles } from './useTableStyles';

interface Common {
  itemKey: string;
  index: number;
  start: number;
  height: number;
  /** Whether Tab comes here. */
  active: boolean;
}

interface TableRowProps<TRow> extends Common {
  row: TRow;
  columns: readonly TableColumn<TRow>[];
  template: string;
  selected: boolean;
  fresh: boolean;
  indented: boolean;
  level: number | undefined;
  pointed: boolean;
}

function place(props: Common) {
  return {
    role: 'row',
    'data-index': props.index,
    'data-key': props.itemKey,
    'aria-rowindex': props.index + 2,
    tabIndex: props.active ? 0 : -1,
  } as const;
}

function TableRowInner<TRow>(props: TableRowProps<TRow>) {
  const { row, columns, template, selected, fresh, indented, pointed } = props;
  const classes = useTableStyles();
  return (
    <div
      {...place(props)}
      aria-selected={selected}
      aria-level={props.level}
      className={classNames(
        classes.row,
        classes.line,
        indented && classes.indent,
        pointed && classes.pointed,
        selected && classes.selected,
        fresh && classes.fresh,
      )}
      style={{
        height: props.height,
        transform: `translateY(${props.start}px)`,
        gridTemplateColumns: template,
      }}
    >
      {columns.map((column, index) => (
        <div
          key={column.id}
          role={index === 0 ? 'rowheader' : 'gridcell'}
          className={classNames(
            classes.cell,
            column.align === 'right' && classes.right,
          )}
        >
          {column.render(row)}
        </div>
      ))}
    </div>
  );
}

/** A row is drawn again only when its data, place or marks change. */
export const TableRow = memo(TableRowInner) as typeof TableRowInner;

interface TableGroupProps<TGroup> extends Common {
  group: TGroup;
  expanded: boolean;
  columnCount: number;
  render: (group: TGroup, expanded: boolean) => ReactNode;
}

function TableGroupInner<TGroup>(props: TableGroupProps<TGroup>) {
  const classes = useTableStyles();
  return (
    <div
      {...place(props)}
      aria-expanded={props.expanded}
      aria-level={1}
      className={classNames(classes.row, classes.group)}
      style={{
        height: props.height,
        transform: `translateY(${props.start}px)`,
      }}
    >
      <div
        role="gridcell"
        aria-colspan={props.columnCount}
        className={classes.groupCell}
      >
        {props.render(props.group, props.expanded)}
      </div>
    </div>
  );
}

export const TableGroup = memo(TableGroupInner) as typeof TableGroupInner;
