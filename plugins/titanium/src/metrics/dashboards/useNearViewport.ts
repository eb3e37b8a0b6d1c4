import { RefObject, useEffect, useState } from 'react';

const MARGIN = '400px 0px';

/** Whether an element is in sight or soon will be. True at once where the browser cannot tell. */
export function useNearViewport(element: RefObject<Element>): boolean {
  const [near, setNear] = useState(
    () => typeof IntersectionObserver === 'undefined',
  );
  useEffect(() => {
    if (typeof IntersectionObserver === 'undefined') return undefined;
    const observer = new IntersectionObserver(
      entries => setNear(entries[entries.length - 1].isIntersecting),
      { rootMargin: MARGIN },
    );
    observer.observe(element.current!);
    return () => observer.disconnect();
  }, [element]);
  return near;
}
