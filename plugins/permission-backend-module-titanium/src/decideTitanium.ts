import {
  AuthorizeResult,
  isPermission,
  Permission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import {
  titaniumActionRunPermission,
  titaniumAuditReadPermission,
  titaniumPlanApprovePermission,
  titaniumRunReadPermission,
  titaniumSecretRevealPermission,
  titaniumTargetReadPermission,
  titaniumViewReadPermission,
} from '@titanium-portal/backstage-plugin-titanium-common';
import {
  createTitaniumTargetConditionalDecision,
  titaniumTargetConditions as conditions,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { TitaniumPolicyOptions } from './options';

/**
 * The default decision for a permission, of Titanium or any other plugin. Policies of adopters can ask it for what they
 * do not decide themselves.
 *
 * Everyone signed in sees views, reads namespaces of catalogued services and reads what other plugins offer. Owners run
 * actions of low and medium risk on their own services, operators run all and see values of Secrets, approvers approve.
 * Registering and deleting
 * entities and every other change of other plugins is for operators, since otherwise anybody could claim a workload.
 * Nobody gets `kubernetes.proxy`: it bypasses plans, approval and audit.
 *
 * Who belongs to a group is decided by Titanium from the catalog at the time of the request for Titanium's permissions,
 * and by the sign-in token for those of other plugins.
 * @public
 */
export function decideTitanium(
  request: PolicyQuery,
  user: PolicyQueryUser | undefined,
  options: TitaniumPolicyOptions,
): PolicyDecision {
  if (!user) {
    return { result: AuthorizeResult.DENY };
  }
  const { permission } = request;
  return (
    decideTarget(permission, options) ??
    decideOther(permission, isOperator(user, options))
  );
}

function decideTarget(
  permission: Permission,
  { operators, approvers }: TitaniumPolicyOptions,
): PolicyDecision | undefined {
  if (isPermission(permission, titaniumViewReadPermission)) {
    return { result: AuthorizeResult.ALLOW };
  }
  if (isPermission(permission, titaniumTargetReadPermission)) {
    return createTitaniumTargetConditionalDecision(permission, {
      anyOf: [
        conditions.inServiceNamespace({}),
        conditions.isMemberOf({ groups: operators }),
      ],
    });
  }
  if (isPermission(permission, titaniumActionRunPermission)) {
    return createTitaniumTargetConditionalDecision(permission, {
      anyOf: [
        conditions.isMemberOf({ groups: operators }),
        {
          allOf: [
            conditions.isTargetOwner({}),
            conditions.hasRisk({ risks: ['low', 'medium'] }),
          ],
        },
      ],
    });
  }
  if (isPermission(permission, titaniumSecretRevealPermission)) {
    return createTitaniumTargetConditionalDecision(permission, {
      anyOf: [conditions.isMemberOf({ groups: operators })],
    });
  }
  if (isPermission(permission, titaniumPlanApprovePermission)) {
    return createTitaniumTargetConditionalDecision(permission, {
      anyOf: [conditions.isMemberOf({ groups: approvers })],
    });
  }
  if (isPermission(permission, titaniumAuditReadPermission)) {
    return createTitaniumTargetConditionalDecision(permission, {
      anyOf: [conditions.isMemberOf({ groups: operators })],
    });
  }
  if (isPermission(permission, titaniumRunReadPermission)) {
    return createTitaniumTargetConditionalDecision(permission, {
      anyOf: [
        conditions.inServiceNamespace({}),
        conditions.isTargetOwner({}),
        conditions.isMemberOf({ groups: [...operators, ...approvers] }),
      ],
    });
  }
  return undefined;
}

function decideOther(
  permission: Permission,
  operator: boolean,
): PolicyDecision {
  const allowed =
    permission.name !== 'kubernetes.proxy' &&
    (operator ||
      (permission.attributes.action === 'read' &&
        !permission.name.startsWith('kubernetes.')));
  return { result: allowed ? AuthorizeResult.ALLOW : AuthorizeResult.DENY };
}

function isOperator(
  user: PolicyQueryUser,
  { operators }: TitaniumPolicyOptions,
): boolean {
  return user.info.ownershipEntityRefs.some(ref => operators.includes(ref));
}
