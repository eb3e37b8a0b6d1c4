import {
  titaniumActionRunPermission,
  titaniumPlanApprovePermission,
  titaniumSecretRevealPermission,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { Action } from '@titanium-portal/backstage-plugin-titanium-node';

/** The permission that decides who may plan and run an action. */
export function permissionOf(action: Pick<Action, 'permission'> | undefined) {
  return action?.permission ?? titaniumActionRunPermission;
}

/** Permissions that nobody has while the portal is read-only. */
export const CHANGES: readonly string[] = [
  titaniumActionRunPermission.name,
  titaniumPlanApprovePermission.name,
  titaniumSecretRevealPermission.name,
];
