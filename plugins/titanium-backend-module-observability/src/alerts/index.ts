import { TitaniumExtensionPoint } from '@titanium-portal/backstage-plugin-titanium-node';
import { ObservabilityDeps } from '../shared/deps';
import { createAlertsView } from './alertsView';
import { createHistoryRead } from './historyRead';
import { expireAction } from './silence/expireAction';
import { silenceAction } from './silence/silenceAction';

/** The live view, the history and the silencing of alerts. */
export function addAlerts(
  titanium: TitaniumExtensionPoint,
  deps: ObservabilityDeps,
): void {
  titanium.addView(createAlertsView(deps));
  titanium.addRead(createHistoryRead(deps));
  titanium.addAction(silenceAction(deps));
  titanium.addAction(expireAction(deps));
}
