import { actions } from './actions';
import { commands } from './commands';
import { components } from './components';
import { logs } from './logs';
import { plans } from './plans';
import { results } from './results';
import { runs } from './runs';
import { stream } from './stream';

/** English, nested by folder. */
export const messages = {
  actions,
  commands,
  components,
  logs,
  plans,
  results,
  runs,
  stream,
};
