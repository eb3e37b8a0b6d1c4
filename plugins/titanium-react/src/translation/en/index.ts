import { actions } from './actions';
import { commands } from './commands';
import { components } from './components';
import { logs } from './logs';
import { plans } from './plans';
import { reasons } from './reasons';
import { results } from './results';
import { runs } from './runs';
import { stream } from './stream';

/** The English messages, nested by folder: what a translation into another language starts from. @public */
export const messages = {
  actions,
  commands,
  components,
  logs,
  plans,
  reasons,
  results,
  runs,
  stream,
};
