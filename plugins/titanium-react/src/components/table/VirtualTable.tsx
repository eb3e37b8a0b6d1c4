import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { MouseEvent, ReactNode, useCallback, useMemo, useRef } from 'react';
import { TableHead } from './TableHead';
import { TableGroup, TableRow } from './TableRow';
import { TableColumn, TableItem, TableSort } from './types';
import { useRovingRow } from './useRovingRow';
import { GROUP_HEIGHT, ROW_HEIGHT, useTableStyles } from './useTableStyles';
import { useVisibleColumns } from './useVisibleColumns';

/** @public */
export interface VirtualTableProps<TRow, TGroup = never> {
  /** Said by screen readers. */
  label: string;
  items: readonly TableItem<TRow, TGroup>[];
  columns: readonly TableColumn<TRow>[];
  /** Keep its identity between renders. */
  renderGroup?: (group: TGroup, expanded: boolean) => ReactNode;
  onToggleGroup?: (key: string, expanded: boolean) => void;
  /** Enter, or a click that is not on a control. */
  onOpen?: (row: TRow, key: string) => void;
  selectedKey?: string | null;
  /** Rows that have just come: they flash once. */
  freshKeys?: ReadonlySet<string>;
  sort?: TableSort;
  onSort?: (sort: TableSort) => void;
  /** CSS length; the table is as high as its rows up to here. */
  maxHeight?: string;
}

const NONE: ReadonlySet<string> = new Set();

/**
 * A table of any length that draws only what is in sight. One stop for Tab, arrows within; columns come and go with its
 * width; a row is drawn again only when its data changes.
 * @public
 */
export function VirtualTable<TRow, TGroup = never>(
  props: VirtualTableProps<TRow, TGroup>,
) {
  const { items, onOpen, onToggleGroup, freshKeys = NONE, renderGroup } = props;
  const classes = useTableStyles();
  const container = useRef<HTMLDivElement>(null);
  const { columns, template } = useVisibleColumns(container, props.columns);
  const indexes = useMemo(
    () => new Map(items.map((item, index) => [item.key, index])),
    [items],
  );
  const activeRef = useRef(0);

  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => container.current,
    estimateSize: index =>
      'group' in items[index] ? GROUP_HEIGHT : ROW_HEIGHT,
    getItemKey: index => items[index].key,
    overscan: 8,
    scrollPaddingStart: 40,
    // The row that Tab leads to stays, even out of sight.
    rangeExtractor: useCallback(
      (range: Parameters<typeof defaultRangeExtractor>[0]) => {
        const shown = defaultRangeExtractor(range);
        const active = activeRef.current;
        return shown.includes(active) || active >= range.count || active < 0
          ? shown
          : [...shown, active].sort((a, b) => a - b);
      },
      [],
    ),
  });

  const open = (item: TableItem<TRow, TGroup>) => {
    if ('group' in item) onToggleGroup?.(item.key, !item.expanded);
    else onOpen?.(item.row, item.key);
  };
  const roving = useRovingRow({
    items,
    indexOf: key => indexes.get(key) ?? -1,
    container,
    pageSize: () =>
      Math.max(
        1,
        Math.floor((container.current?.clientHeight ?? 0) / ROW_HEIGHT) - 2,
      ),
    scrollTo: index => virtualizer.scrollToIndex(index),
    onEnter: open,
    onSide: (item, side) => {
      if ('group' in item) onToggleGroup?.(item.key, side === 'right');
    },
  });
  activeRef.current = roving.activeIndex;

  const onClick = (event: MouseEvent<HTMLElement>) => {
    const target = event.target as HTMLElement;
    if (
      target.closest('button, a, input, [role="menuitem"]') ||
      window.getSelection()?.toString()
    ) {
      return;
    }
    const row = target.closest<HTMLElement>('[data-index]');
    const item = row && items[Number(row.dataset.index)];
    if (item) open(item);
  };

  const grouped = items.some(item => 'group' in item);
  return (
    // Keys and clicks are those of the rows, taken here once for all of them.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      ref={container}
      role={grouped ? 'treegrid' : 'grid'}
      tabIndex={-1}
      aria-label={props.label}
      aria-rowcount={items.length + 1}
      aria-colcount={columns.length}
      className={classes.root}
      style={{ maxHeight: props.maxHeight }}
      onKeyDown={roving.onKeyDown}
      onFocus={roving.onFocus}
      onBlur={roving.onBlur}
      onClick={onClick}
    >
      <TableHead
        columns={columns}
        template={template}
        indented={grouped}
        sort={props.sort}
        onSort={props.onSort}
      />
      <div
        role="rowgroup"
        className={classes.body}
        style={{ height: virtualizer.getTotalSize() }}
      >
        {virtualizer.getVirtualItems().map(({ index, start, size }) => {
          const item = items[index];
          const common = {
            itemKey: item.key,
            index,
            start,
            height: size,
            active: index === roving.activeIndex,
          };
          return 'group' in item ? (
            <TableGroup
              key={item.key}
              {...common}
              group={item.group}
              expanded={item.expanded}
              columnCount={columns.length}
              render={renderGroup!}
            />
          ) : (
            <TableRow
              key={item.key}
              {...common}
              row={item.row}
              columns={columns}
              template={template}
              selected={item.key === props.selectedKey}
              fresh={freshKeys.has(item.key)}
              indented={grouped}
              level={grouped ? item.level ?? 2 : undefined}
              pointed={onOpen !== undefined}
            />
          );
        })}
      </div>
    </div>
  );
}
