import { TitaniumExtensionPoint } from '@titanium-portal/backstage-plugin-titanium-node';
import { createActions } from './actions';
import { VerifyTimings } from './actions/deps';
import { ArgoInstances } from './instances';
import { argocdGrammar } from './grammar';
import { createPickers } from './pickers';
import { createReads } from './reads';
import { createDeliveryView } from './views/delivery/deliveryView';

/** Adds everything that Argo CD offers. */
export function registerArgo(
  titanium: TitaniumExtensionPoint,
  instances: ArgoInstances,
  timings?: Partial<VerifyTimings>,
): void {
  titanium.addView(createDeliveryView(instances));
  titanium.addCommand({
    grammar: argocdGrammar,
    clusters: () => instances.clusters(),
  });
  createReads(instances).forEach(read => titanium.addRead(read));
  createPickers(instances).forEach(picker => titanium.addPicker(picker));
  createActions(instances, timings).forEach(action =>
    titanium.addAction(action),
  );
}
