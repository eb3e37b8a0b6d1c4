import {
  createConditionExports,
  createPermissionResourceRef,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import {
  Risk,
  TITANIUM_TARGET_RESOURCE_TYPE,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { z } from 'zod/v3';

/**
 * What a permission is decided on: an action or read, its resolved target, and who asks. The core builds it afresh for
 * each decision; memberships come from the catalog, not from the token.
 * @public
 */
export interface TitaniumTargetResource {
  /** Id of the action or read. */
  action: string;
  risk: Risk;
  cluster: string;
  /** Null for cluster-scoped kinds and for all namespaces. */
  namespace: string | null;
  kind: string;
  name: string | null;
  /** Namespaces bound to some service of the catalog. */
  serviceNamespace: boolean;
  /** Owners of the one entity bound to the target; empty when there is none or more than one. */
  ownerRefs: string[];
  /** The person and all groups they belong to, now. */
  principalRefs: string[];
}

/** @public */
export const titaniumTargetResourceRef = createPermissionResourceRef<
  TitaniumTargetResource,
  // Targets are never queried in bulk: there is no database filter.
  never
>().with({
  pluginId: 'titanium',
  resourceType: TITANIUM_TARGET_RESOURCE_TYPE,
});

const noQuery = (): never => {
  throw new Error('Titanium targets cannot be queried');
};

/** The target's risk is one of those given. @public */
export const hasRisk = createPermissionRule({
  name: 'HAS_RISK',
  description: 'The action has one of the given risks',
  resourceRef: titaniumTargetResourceRef,
  paramsSchema: z.object({
    risks: z.array(z.enum(['read', 'low', 'medium', 'high'])),
  }),
  apply: (resource, { risks }) => risks.includes(resource.risk),
  toQuery: noQuery,
});

/** The person owns the entity bound to the target, alone or through a group. @public */
export const isTargetOwner = createPermissionRule({
  name: 'IS_TARGET_OWNER',
  description: 'The person owns the service that the target belongs to',
  resourceRef: titaniumTargetResourceRef,
  paramsSchema: z.object({}),
  apply: resource =>
    resource.ownerRefs.some(ref => resource.principalRefs.includes(ref)),
  toQuery: noQuery,
});

/** The person belongs to one of the groups. @public */
export const isMemberOf = createPermissionRule({
  name: 'IS_MEMBER_OF',
  description: 'The person belongs to one of the given groups',
  resourceRef: titaniumTargetResourceRef,
  paramsSchema: z.object({ groups: z.array(z.string()) }),
  apply: (resource, { groups }) =>
    groups.some(group => resource.principalRefs.includes(group)),
  toQuery: noQuery,
});

/** The target lies in one of the namespaces. @public */
export const inNamespace = createPermissionRule({
  name: 'IN_NAMESPACE',
  description: 'The target lies in one of the given namespaces',
  resourceRef: titaniumTargetResourceRef,
  paramsSchema: z.object({ namespaces: z.array(z.string()) }),
  apply: (resource, { namespaces }) =>
    resource.namespace !== null && namespaces.includes(resource.namespace),
  toQuery: noQuery,
});

/** The target lies in a namespace that some service of the catalog is bound to. @public */
export const inServiceNamespace = createPermissionRule({
  name: 'IN_SERVICE_NAMESPACE',
  description: 'The target lies in a namespace of a catalogued service',
  resourceRef: titaniumTargetResourceRef,
  paramsSchema: z.object({}),
  apply: resource => resource.serviceNamespace,
  toQuery: noQuery,
});

/** The action is one of those given. @public */
export const isAction = createPermissionRule({
  name: 'IS_ACTION',
  description: 'The action is one of the given ones',
  resourceRef: titaniumTargetResourceRef,
  paramsSchema: z.object({ actions: z.array(z.string()) }),
  apply: (resource, { actions }) => actions.includes(resource.action),
  toQuery: noQuery,
});

/** All rules of Titanium targets. @public */
export const titaniumTargetRules = {
  hasRisk,
  isTargetOwner,
  isMemberOf,
  inNamespace,
  inServiceNamespace,
  isAction,
};

const exportsOfRules = createConditionExports({
  resourceRef: titaniumTargetResourceRef,
  rules: titaniumTargetRules,
});

/** Builds conditions for policies: `titaniumTargetConditions.hasRisk({risks: ['low']})`. @public */
export const titaniumTargetConditions = exportsOfRules.conditions;

/** Builds a conditional decision from conditions. @public */
export const createTitaniumTargetConditionalDecision =
  exportsOfRules.createConditionalDecision;
