import { pods } from './pods';
import { runs } from './runs';

/** English, nested by folder. */
export const messages = { pods, runs };
