import { TitaniumExtensionPoint } from '@titanium-portal/backstage-plugin-titanium-node';
import { ObservabilityDeps } from '../shared/deps';
import { DashboardReads } from './reads';

/** Dashboards of an entity and the data of their panels. */
export function addDashboards(
  titanium: TitaniumExtensionPoint,
  deps: ObservabilityDeps,
): void {
  const reads = new DashboardReads(deps);
  titanium.addRead(reads.list());
  titanium.addRead(reads.dashboard());
  titanium.addRead(reads.panel());
}
