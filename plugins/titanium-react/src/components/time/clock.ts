import { useSyncExternalStore } from 'react';

/** One timer for all relative times of the page; it runs only while somebody looks. */
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let now = Date.now();

/** Calls each second while at least one listener is there. */
export function subscribeToClock(listener: () => void): () => void {
  if (listeners.size === 0) {
    now = Date.now();
    timer = setInterval(() => {
      now = Date.now();
      listeners.forEach(each => each());
    }, 1000);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
    }
  };
}

/** The clock's last tick. */
export function currentTime(): number {
  return listeners.size === 0 ? Date.now() : now;
}

/** Milliseconds since the epoch, renewed every second, or each `step` milliseconds. */
export function useNow(step: number = 1000): number {
  return useSyncExternalStore(
    subscribeToClock,
    () => Math.floor(currentTime() / step) * step,
    () => now,
  );
}
