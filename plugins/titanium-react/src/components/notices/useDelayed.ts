import { useEffect, useState } from 'react';

/** True once `milliseconds` have passed: fast answers never flicker a placeholder. @public */
export function useDelayed(milliseconds: number = 300): boolean {
  const [passed, setPassed] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setPassed(true), milliseconds);
    return () => clearTimeout(timer);
  }, [milliseconds]);
  return passed;
}
