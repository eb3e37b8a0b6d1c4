import { TitaniumClusters } from '@titanium-portal/backstage-plugin-titanium-node';
import { ProbeConfig } from './networkProbe/probeConfig';

/** How patient verification is; milliseconds of the wall clock. */
export interface VerifyTimings {
  /** Nothing has moved for so long: the rollout is called stalled and evidence is gathered. */
  stall: number;
  /** How long an autoscaler that will likely object is watched before a scale counts as done. */
  hold: number;
}

export const DEFAULT_VERIFY_TIMINGS: VerifyTimings = {
  stall: 30_000,
  hold: 20_000,
};

/** What actions work with. */
export interface ActionDeps {
  clusters: TitaniumClusters;
  /** How network probes are made. */
  probe: ProbeConfig;
  timings: VerifyTimings;
}
