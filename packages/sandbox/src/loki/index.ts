import { Platform } from '../platforms/types';
import { startLoki } from './server/server';

/** Loki, as the platform runs it. */
export const LOKI: Platform = {
  name: 'loki',
  title: 'Loki',
  defaultPort: 3100,
  start: startLoki,
};
