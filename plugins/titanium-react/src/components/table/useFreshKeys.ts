import { useEffect, useRef, useState } from 'react';

const FRESH_MS = 2000;
const NONE: ReadonlySet<string> = new Set();

/**
 * Keys that have come since the first data, each for two seconds. Filters play no part: give it all keys.
 * @public
 */
export function useFreshKeys(
  keys: Record<string, unknown> | undefined,
  ready: boolean,
): ReadonlySet<string> {
  const known = useRef<Set<string> | null>(null);
  const [fresh, setFresh] = useState(NONE);
  useEffect(() => {
    if (!ready || !keys) return undefined;
    const first = known.current === null;
    const seen = (known.current ??= new Set());
    const added = Object.keys(keys).filter(key => !seen.has(key));
    added.forEach(key => seen.add(key));
    if (!first && added.length > 0) {
      setFresh(before => new Set([...before, ...added]));
    }
    return undefined;
  }, [keys, ready]);
  useEffect(() => {
    if (fresh.size === 0) return undefined;
    const timer = setTimeout(() => setFresh(NONE), FRESH_MS);
    return () => clearTimeout(timer);
  }, [fresh]);
  return fresh;
}
