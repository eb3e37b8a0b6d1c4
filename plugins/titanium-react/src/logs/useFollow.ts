import { RefObject, useCallback, useEffect, useRef, useState } from 'react';

const AT_END = 8;
const INTENT_MS = 800;

function goesUp(event: Event): boolean {
  return (
    (event instanceof WheelEvent && event.deltaY < 0) ||
    (event instanceof KeyboardEvent &&
      ['ArrowUp', 'PageUp', 'Home'].includes(event.key))
  );
}

/**
 * Whether the view stays at the newest line. A person who scrolls up stops it, who scrolls to the end starts it again;
 * what the page itself scrolls does neither.
 * @public
 */
export function useFollow(container: RefObject<HTMLElement>) {
  const [follow, setFollow] = useState(true);
  const lastIntent = useRef(-Infinity);
  const lastTop = useRef(0);
  const upwards = useRef(false);
  useEffect(() => {
    const element = container.current;
    if (!element) return undefined;
    const intend = (event: Event) => {
      lastIntent.current = performance.now();
      lastTop.current = element.scrollTop;
      // Said outright: a busy page may hear of the scrolling itself much later.
      upwards.current = goesUp(event) && element.scrollTop > 0;
      if (upwards.current) setFollow(false);
    };
    const onScroll = () => {
      const { scrollTop, scrollHeight, clientHeight } = element;
      const up = scrollTop < lastTop.current - 1;
      lastTop.current = scrollTop;
      if (performance.now() - lastIntent.current > INTENT_MS) return;
      if (up) setFollow(false);
      else if (
        !upwards.current &&
        scrollHeight - clientHeight - scrollTop < AT_END
      ) {
        setFollow(true);
      }
    };
    const intents = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const;
    intents.forEach(name =>
      element.addEventListener(name, intend, { passive: true }),
    );
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      intents.forEach(name => element.removeEventListener(name, intend));
      element.removeEventListener('scroll', onScroll);
    };
  }, [container]);
  return [follow, useCallback((on: boolean) => setFollow(on), [])] as const;
}
