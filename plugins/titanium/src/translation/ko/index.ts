import { flattenMessages } from '@titanium-portal/backstage-plugin-titanium-react';
import { pods } from './pods';
import { runs } from './runs';

/** Korean. */
export default flattenMessages({ pods, runs });
