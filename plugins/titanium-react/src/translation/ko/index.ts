import { actions } from './actions';
import { commands } from './commands';
import { components } from './components';
import { logs } from './logs';
import { plans } from './plans';
import { reasons } from './reasons';
import { results } from './results';
import { runs } from './runs';
import { stream } from './stream';
import { flattenMessages } from '../types';

/** Korean. */
export default flattenMessages({
  actions,
  commands,
  components,
  logs,
  plans,
  reasons,
  results,
  runs,
  stream,
});
