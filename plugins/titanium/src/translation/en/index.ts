import { pods } from './pods';
import { runs } from './runs';

/** The English messages, nested by folder: what a translation into another language starts from. @public */
export const messages = { pods, runs };
