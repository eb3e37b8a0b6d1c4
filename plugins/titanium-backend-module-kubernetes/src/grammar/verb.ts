import { CommandReading } from '@titanium-portal/backstage-plugin-titanium-common';
import { Call } from './call';
import { Flag } from './flags';

/** A verb that the portal carries out. */
export interface Verb {
  /** `['rollout', 'undo']`. */
  path: readonly string[];
  /** Its flags beside the global ones. */
  flags: readonly Flag[];
  /** Words behind `--` are a command of their own. */
  takesCommand?: boolean;
  read(call: Call): CommandReading;
}
