import {
  FocusEvent,
  KeyboardEvent,
  RefObject,
  useCallback,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';

function isTyping(target: EventTarget): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
  );
}

/**
 * One row of the table takes part in the order of Tab; arrows, Home, End and the page keys move it. The focus survives
 * updates, scrolling and the removal of its row. Rows carry `data-index` and `data-key`.
 * @public
 */
export function useRovingRow<T extends { key: string }>(options: {
  items: readonly T[];
  indexOf: (key: string) => number;
  container: RefObject<HTMLElement>;
  pageSize: () => number;
  scrollTo: (index: number) => void;
  onEnter: (item: T) => void;
  onSide: (item: T, side: 'left' | 'right') => void;
}) {
  const { items, indexOf, container } = options;
  const [active, setActive] = useState<{ key: string; index: number } | null>(
    null,
  );
  const inside = useRef(false);
  const wanted = useRef(false);

  let index = active ? indexOf(active.key) : 0;
  if (index < 0) {
    index = Math.min(active!.index, items.length - 1);
  }

  useLayoutEffect(() => {
    const lost = inside.current && document.activeElement === document.body;
    if (!wanted.current && !lost) return;
    const row = container.current?.querySelector<HTMLElement>(
      `[data-index="${index}"]`,
    );
    if (row) {
      wanted.current = false;
      row.focus({ preventScroll: true });
    }
  });

  const go = (to: number) => {
    const bounded = Math.max(0, Math.min(items.length - 1, to));
    if (items[bounded]) {
      wanted.current = true;
      setActive({ key: items[bounded].key, index: bounded });
      options.scrollTo(bounded);
    }
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (isTyping(event.target) || event.altKey || event.metaKey) return;
    const onRow = (event.target as HTMLElement).dataset.index !== undefined;
    const moves: Record<string, () => void> = {
      ArrowDown: () => go(index + 1),
      ArrowUp: () => go(index - 1),
    };
    if (onRow && items[index]) {
      Object.assign(moves, {
        Home: () => go(0),
        End: () => go(items.length - 1),
        PageDown: () => go(index + options.pageSize()),
        PageUp: () => go(index - options.pageSize()),
        Enter: () => options.onEnter(items[index]),
        ' ': () => options.onEnter(items[index]),
        ArrowLeft: () => options.onSide(items[index], 'left'),
        ArrowRight: () => options.onSide(items[index], 'right'),
      });
    }
    const move = moves[event.key];
    if (move && !event.ctrlKey) {
      event.preventDefault();
      move();
    }
  };

  const onFocus = useCallback((event: FocusEvent<HTMLElement>) => {
    const row = (event.target as HTMLElement).closest<HTMLElement>(
      '[data-index]',
    );
    inside.current = row !== null;
    if (row) {
      setActive({ key: row.dataset.key!, index: Number(row.dataset.index) });
    }
  }, []);
  const onBlur = useCallback((event: FocusEvent<HTMLElement>) => {
    // Without a next element the row may just have been removed: then the focus is given back.
    if (event.relatedTarget) inside.current = false;
    else inside.current = !event.target.isConnected;
  }, []);

  return { activeIndex: index, goTo: go, onKeyDown, onFocus, onBlur };
}
