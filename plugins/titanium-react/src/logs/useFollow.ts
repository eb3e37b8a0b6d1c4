import { RefObject, useCallback, useEffect, useRef, useState } from 'react';

const AT_END = 8;
const INTENT_MS = 800;

/**
 * Whether the view stays at the newest line. A person who scrolls up stops it, who scrolls to the end starts it again;
 * what the page itself scrolls does neither.
 */
export function useFollow(container: RefObject<HTMLElement>) {
  const [follow, setFollow] = useState(true);
  const lastIntent = useRef(-Infinity);
  const lastTop = useRef(0);
  useEffect(() => {
    const element = container.current;
    if (!element) return undefined;
    const intend = () => {
      lastIntent.current = performance.now();
    };
    const onScroll = () => {
      const { scrollTop, scrollHeight, clientHeight } = element;
      const up = scrollTop < lastTop.current - 1;
      lastTop.current = scrollTop;
      if (performance.now() - lastIntent.current > INTENT_MS) return;
      if (up) setFollow(false);
      else if (scrollHeight - clientHeight - scrollTop < AT_END) {
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
