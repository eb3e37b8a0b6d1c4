import { useEffect } from 'react';

/**
 * Calls every so many seconds while the browser tab is seen, and once as it comes back into sight if a turn was missed.
 * Zero never calls.
 */
export function useAutoRefresh(seconds: number, refresh: () => void): void {
  useEffect(() => {
    if (seconds <= 0) return undefined;
    let missed = false;
    const timer = setInterval(() => {
      if (document.visibilityState === 'hidden') missed = true;
      else refresh();
    }, seconds * 1000);
    const onVisibility = () => {
      if (missed && document.visibilityState !== 'hidden') {
        missed = false;
        refresh();
      }
    };
    document.addEventListener('visibilitychange', onVisibility);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', onVisibility);
    };
  }, [seconds, refresh]);
}
