import {
  createPermission,
  Permission,
} from '@backstage/plugin-permission-common';

/** Resource type of what actions and reads are aimed at. @public */
export const TITANIUM_TARGET_RESOURCE_TYPE = 'titanium-target';

/** See an entity's live views. Decided on the entity. @public */
export const titaniumViewReadPermission = createPermission({
  name: 'titanium.view.read',
  attributes: { action: 'read' },
  resourceType: 'catalog-entity',
});

/** Run a statement or action of risk `read` on its resolved target. @public */
export const titaniumTargetReadPermission = createPermission({
  name: 'titanium.target.read',
  attributes: { action: 'read' },
  resourceType: TITANIUM_TARGET_RESOURCE_TYPE,
});

/** Plan, run and undo an action on its resolved target. @public */
export const titaniumActionRunPermission = createPermission({
  name: 'titanium.action.run',
  attributes: { action: 'update' },
  resourceType: TITANIUM_TARGET_RESOURCE_TYPE,
});

/** Plan and run an action that shows the value of a secret, once. @public */
export const titaniumSecretRevealPermission = createPermission({
  name: 'titanium.secret.reveal',
  attributes: { action: 'read' },
  resourceType: TITANIUM_TARGET_RESOURCE_TYPE,
});

/** Approve or reject somebody else's plan. @public */
export const titaniumPlanApprovePermission = createPermission({
  name: 'titanium.plan.approve',
  attributes: { action: 'update' },
  resourceType: TITANIUM_TARGET_RESOURCE_TYPE,
});

/** See a plan or run, its diff, events and audit rows. @public */
export const titaniumRunReadPermission = createPermission({
  name: 'titanium.run.read',
  attributes: { action: 'read' },
  resourceType: TITANIUM_TARGET_RESOURCE_TYPE,
});

/** See, verify and export the whole audit. Decided on the person, on no target in particular. @public */
export const titaniumAuditReadPermission = createPermission({
  name: 'titanium.audit.read',
  attributes: { action: 'read' },
  resourceType: TITANIUM_TARGET_RESOURCE_TYPE,
});

/** All permissions of Titanium. @public */
export const titaniumPermissions: Permission[] = [
  titaniumViewReadPermission,
  titaniumTargetReadPermission,
  titaniumActionRunPermission,
  titaniumSecretRevealPermission,
  titaniumPlanApprovePermission,
  titaniumRunReadPermission,
  titaniumAuditReadPermission,
];
