import { useVirtualizer } from '@tanstack/react-virtual';
import { ReactNode, RefObject } from 'react';

/** Above this many rows only those in sight are drawn. */
export const VIRTUAL_ABOVE = 200;

/**
 * Rows of a table body. Long bodies draw only what their scroll container shows; two empty rows keep the scroll bar
 * right.
 */
export function VirtualRows(props: {
  count: number;
  rowHeight: number;
  columns: number;
  scrollRef: RefObject<HTMLElement>;
  children: (index: number) => ReactNode;
}) {
  const { count, rowHeight, columns, scrollRef, children } = props;
  const virtual = count > VIRTUAL_ABOVE;
  const virtualizer = useVirtualizer({
    count,
    enabled: virtual,
    getScrollElement: () => scrollRef.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  if (!virtual) {
    return <>{Array.from({ length: count }, (_, index) => children(index))}</>;
  }
  const items = virtualizer.getVirtualItems();
  const above = items[0]?.start ?? 0;
  const below =
    virtualizer.getTotalSize() - (items[items.length - 1]?.end ?? 0);
  const space = (height: number, key: string) =>
    height > 0 && (
      <tr key={key} aria-hidden style={{ height }}>
        <td colSpan={columns} style={{ padding: 0, border: 0 }} />
      </tr>
    );
  return (
    <>
      {space(above, 'above')}
      {items.map(item => children(item.index))}
      {space(below, 'below')}
    </>
  );
}
