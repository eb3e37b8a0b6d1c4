import { Entity, parseEntityRef } from '@backstage/catalog-model';
import {
  Decision,
  titaniumActionRunPermission,
  titaniumPlanApprovePermission,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { TitaniumTargetResource } from '@titanium-portal/backstage-plugin-titanium-node';
import { refOf } from '../entities/EntityIndex';

/** What is known about a refusal. */
export interface Refusal {
  permission: string;
  /** True when the policy refused outright, whatever the target. */
  definitive: boolean;
  resource: TitaniumTargetResource;
  bound: Entity[];
  /** Those of the bound entities that the person may know of. */
  readable: Entity[];
  options: { operators: string[]; approvers: string[] };
}

/** Says in a sentence why not, and who may. Names only entities that the person can read. */
export function explain(refusal: Refusal): Decision {
  const { permission, definitive, options } = refusal;
  if (permission === titaniumPlanApprovePermission.name) {
    return refuse(
      'denied',
      `Only ${names(options.approvers)} may approve.`,
      options.approvers,
    );
  }
  if (definitive) {
    return refuse('denied', 'The policy of this portal does not allow this.');
  }
  return permission === titaniumActionRunPermission.name
    ? explainAction(refusal)
    : explainRead(refusal);
}

function explainRead({ resource, options }: Refusal): Decision {
  const where = resource.namespace
    ? `Namespace ${resource.namespace} belongs to no service of the catalog`
    : 'This reaches beyond the namespaces of catalogued services';
  return refuse(
    'operators-only',
    `${where}; only ${names(options.operators)} may read it.`,
    options.operators,
  );
}

function explainAction(refusal: Refusal): Decision {
  const { resource, bound, readable, options } = refusal;
  const object = `${resource.kind} ${resource.name ?? ''}`.trim();
  const operators = names(options.operators);
  if (bound.length === 0) {
    return refuse(
      'no-owner',
      `No service of the catalog owns ${object}; only ${operators} may change it.`,
      options.operators,
    );
  }
  if (bound.length > 1) {
    const claims =
      readable.length === bound.length
        ? ` (${readable.map(refOf).join(' and ')})`
        : '';
    return refuse(
      'ambiguous-owner',
      `More than one entity of the catalog claims ${object}${claims}, so nobody owns it; only ${operators} may change it.`,
      options.operators,
    );
  }
  const isOwner = resource.ownerRefs.some(ref =>
    resource.principalRefs.includes(ref),
  );
  if (isOwner) {
    return refuse(
      'risk',
      `The risk of this action is ${resource.risk}; only ${operators} may run it.`,
      options.operators,
    );
  }
  if (!readable.length) {
    return refuse(
      'not-owner',
      `Another service owns ${object}; only its owners and ${operators} may change it.`,
      options.operators,
    );
  }
  return refuse(
    'not-owner',
    `${object} belongs to ${readable[0].metadata.name}, owned by ${names(
      resource.ownerRefs,
    )}; only they and ${operators} may change it.`,
    [...resource.ownerRefs, ...options.operators],
  );
}

function refuse(
  code: Decision['code'],
  reason: string,
  whoMay?: string[],
): Decision {
  const sentence = reason[0].toUpperCase() + reason.slice(1);
  return { allowed: false, code, reason: sentence, ...(whoMay && { whoMay }) };
}

/** `group:default/core-team` as `core-team`; other namespaces stay. */
export function names(refs: string[]): string {
  return refs
    .map(ref => {
      const { namespace, name } = parseEntityRef(ref);
      return namespace === 'default' ? name : `${namespace}/${name}`;
    })
    .join(', ');
}
