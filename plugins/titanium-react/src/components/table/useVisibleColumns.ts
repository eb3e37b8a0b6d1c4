import { RefObject, useLayoutEffect, useMemo, useState } from 'react';
import { TableColumn } from './types';

/** Columns that have room, by the table's own width, and their common grid template. */
export function useVisibleColumns<TRow>(
  ref: RefObject<HTMLElement>,
  columns: readonly TableColumn<TRow>[],
): { columns: readonly TableColumn<TRow>[]; template: string } {
  // The step of width that was reached, so that dragging a window draws only when a column comes or goes.
  const steps = useMemo(
    () =>
      [...new Set(columns.map(column => column.from ?? 0))].sort(
        (a, b) => a - b,
      ),
    [columns],
  );
  const [step, setStep] = useState(Number.MAX_SAFE_INTEGER);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return undefined;
    const measure = () => {
      const width = element.clientWidth;
      if (width > 0) {
        setStep(steps.filter(each => each <= width).pop() ?? 0);
      }
    };
    measure();
    if (typeof ResizeObserver === 'undefined') return undefined;
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref, steps]);
  return useMemo(() => {
    const shown = columns.filter(column => (column.from ?? 0) <= step);
    return {
      columns: shown,
      template: shown.map(column => column.track).join(' '),
    };
  }, [columns, step]);
}
