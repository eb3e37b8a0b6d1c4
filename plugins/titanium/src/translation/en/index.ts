import { approvals } from './approvals';
import { audit } from './audit';
import { charts } from './charts';
import { delivery } from './delivery';
import { logs } from './logs';
import { metrics } from './metrics';
import { operations } from './operations';
import { overview } from './overview';
import { pods } from './pods';
import { runs } from './runs';
import { tabs } from './tabs';
import { time } from './time';
import { timeline } from './timeline';

/** The English messages, nested by folder: what a translation into another language starts from. @public */
export const messages = {
  approvals,
  audit,
  charts,
  delivery,
  logs,
  metrics,
  operations,
  overview,
  pods,
  runs,
  tabs,
  time,
  timeline,
};
