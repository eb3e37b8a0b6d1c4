import { Config } from '@backstage/config';

/** The groups that the default policy knows. @public */
export interface TitaniumPolicyOptions {
  /** Entity refs of those who may run every action and administer the portal. */
  operators: string[];
  /** Entity refs of those who may approve plans of high risk. */
  approvers: string[];
}

/** Reads `titanium.policy`. @public */
export function readTitaniumPolicyOptions(
  config: Config,
): TitaniumPolicyOptions {
  return {
    operators: config.getOptionalStringArray('titanium.policy.operators') ?? [
      'group:default/platform-operators',
    ],
    approvers: config.getOptionalStringArray('titanium.policy.approvers') ?? [
      'group:default/platform-leads',
    ],
  };
}
