import { StreamEnvironment } from './types';

/** The browser. */
export const browserEnvironment: StreamEnvironment = {
  now: () => Date.now(),
  random: () => Math.random(),
  setTimer(callback, milliseconds) {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
  visible: () => document.visibilityState !== 'hidden',
  onVisibility(callback) {
    document.addEventListener('visibilitychange', callback);
    return () => document.removeEventListener('visibilitychange', callback);
  },
};
