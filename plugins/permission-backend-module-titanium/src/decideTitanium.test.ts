import { mockCredentials } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  createPermission,
  Permission,
} from '@backstage/plugin-permission-common';
import { createConditionAuthorizer } from '@backstage/plugin-permission-node';
import {
  Risk,
  titaniumActionRunPermission,
  titaniumPermissions,
  titaniumPlanApprovePermission,
  titaniumRunReadPermission,
  titaniumTargetReadPermission,
  titaniumViewReadPermission,
} from '@titanium-portal/backstage-plugin-titanium-common';
import {
  TitaniumTargetResource,
  titaniumTargetRules,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { decideTitanium } from './decideTitanium';

const options = {
  operators: ['group:default/platform-operators'],
  approvers: ['group:default/platform-leads'],
};
const groups = {
  developer: ['group:default/blog-team'],
  lead: ['group:default/core-team', 'group:default/platform-leads'],
  operator: ['group:default/platform-operators'],
};
type Role = keyof typeof groups;

const authorizer = createConditionAuthorizer<TitaniumTargetResource>(
  Object.values(titaniumTargetRules) as never,
);

function user(role: Role) {
  const userEntityRef = `user:default/${role}`;
  return {
    credentials: mockCredentials.user(userEntityRef),
    info: {
      userEntityRef,
      ownershipEntityRefs: [userEntityRef, ...groups[role]],
    },
  };
}

function decide(
  permission: Permission,
  role: Role,
  target: Partial<TitaniumTargetResource> = {},
) {
  return authorizer(decideTitanium({ permission }, user(role), options), {
    action: 'kubernetes.workload.scale',
    risk: 'medium',
    cluster: 'titanium',
    namespace: 'titanium-prod',
    kind: 'deployment',
    name: 'blog',
    serviceNamespace: true,
    ownerRefs: ['group:default/blog-team'],
    principalRefs: user(role).info.ownershipEntityRefs,
    ...target,
  });
}

describe('decideTitanium', () => {
  it('denies everything to those who are not signed in', () => {
    for (const permission of titaniumPermissions) {
      expect(decideTitanium({ permission }, undefined, options)).toEqual({
        result: AuthorizeResult.DENY,
      });
    }
  });

  it.each<[Role, Risk, boolean]>([
    ['developer', 'low', true],
    ['developer', 'medium', true],
    ['developer', 'high', false],
    ['lead', 'low', false],
    ['lead', 'high', false],
    ['operator', 'low', true],
    ['operator', 'high', true],
  ])('lets %s run %s risk on the blog service: %s', (role, risk, expected) => {
    expect(decide(titaniumActionRunPermission, role, { risk })).toBe(expected);
  });

  it('lets only operators act where there is no owner', () => {
    const none = { ownerRefs: [] };
    expect(decide(titaniumActionRunPermission, 'developer', none)).toBe(false);
    expect(decide(titaniumActionRunPermission, 'operator', none)).toBe(true);
  });

  it('takes memberships from the target resource, not from the token', () => {
    expect(
      decide(titaniumActionRunPermission, 'operator', {
        principalRefs: ['user:default/operator'],
      }),
    ).toBe(false);
  });

  it('lets only approvers approve', () => {
    expect(decide(titaniumPlanApprovePermission, 'lead')).toBe(true);
    expect(decide(titaniumPlanApprovePermission, 'operator')).toBe(false);
    expect(decide(titaniumPlanApprovePermission, 'developer')).toBe(false);
  });

  it.each([titaniumTargetReadPermission, titaniumRunReadPermission])(
    'opens namespaces of services to everyone and others to operators ($name)',
    permission => {
      const elsewhere = { serviceNamespace: false, ownerRefs: [] };
      expect(decide(permission, 'developer')).toBe(true);
      expect(decide(permission, 'developer', elsewhere)).toBe(false);
      expect(decide(permission, 'operator', elsewhere)).toBe(true);
    },
  );

  it('shows views to everyone signed in', () => {
    expect(decide(titaniumViewReadPermission, 'developer')).toBe(true);
  });

  it.each<[string, 'read' | 'create' | 'delete' | undefined, boolean, boolean]>(
    [
      ['catalog.entity.read', 'read', true, true],
      ['catalog.location.create', 'create', false, true],
      ['catalog.entity.delete', 'delete', false, true],
      ['scaffolder.task.create', undefined, false, true],
      ['kubernetes.clusters.read', 'read', false, true],
      ['kubernetes.resources.read', 'read', false, true],
      ['kubernetes.proxy', undefined, false, false],
    ],
  )('decides %s', (name, action, developer, operator) => {
    const permission = createPermission({ name, attributes: { action } });
    expect(decide(permission, 'developer')).toBe(developer);
    expect(decide(permission, 'operator')).toBe(operator);
  });
});
