import { flattenMessages } from '@titanium-portal/backstage-plugin-titanium-react';
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

/** Korean. */
export default flattenMessages({
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
});
