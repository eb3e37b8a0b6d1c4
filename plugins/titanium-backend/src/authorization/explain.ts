import { Entity, parseEntityRef } from '@backstage/catalog-model';
import {
  Decision,
  titaniumActionRunPermission,
  titaniumAuditReadPermission,
  titaniumPlanApprovePermission,
  titaniumSecretRevealPermission,
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
    const approvers = names(options.approvers);
    return refuse(
      'denied',
      `Only ${approvers} may approve.`,
      { key: 'approvers', values: { approvers } },
      options.approvers,
    );
  }
  if (permission === titaniumAuditReadPermission.name) {
    const operators = names(options.operators);
    return refuse(
      'operators-only',
      `Only ${operators} may read the audit.`,
      { key: 'audit', values: { operators } },
      options.operators,
    );
  }
  if (permission === titaniumSecretRevealPermission.name) {
    const operators = names(options.operators);
    return refuse(
      'operators-only',
      `Only ${operators} may see the value of a Secret.`,
      { key: 'reveal', values: { operators } },
      options.operators,
    );
  }
  if (definitive) {
    return refuse('denied', 'The policy of this portal does not allow this.', {
      key: 'policy',
      values: {},
    });
  }
  return permission === titaniumActionRunPermission.name
    ? explainAction(refusal)
    : explainRead(refusal);
}

function explainRead({ resource, options }: Refusal): Decision {
  const operators = names(options.operators);
  const { namespace } = resource;
  return namespace
    ? refuse(
        'operators-only',
        `Namespace ${namespace} belongs to no service of the catalog; only ${operators} may read it.`,
        { key: 'namespace', values: { namespace, operators } },
        options.operators,
      )
    : refuse(
        'operators-only',
        `This reaches beyond the namespaces of catalogued services; only ${operators} may read it.`,
        { key: 'everything', values: { operators } },
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
      { key: 'noOwner', values: { object, operators } },
      options.operators,
    );
  }
  if (bound.length > 1) {
    const entities =
      readable.length === bound.length
        ? ` (${readable.map(refOf).join(', ')})`
        : '';
    return refuse(
      'ambiguous-owner',
      `More than one entity of the catalog claims ${object}${entities}, so nobody owns it; only ${operators} may change it.`,
      { key: 'ambiguousOwner', values: { object, entities, operators } },
      options.operators,
    );
  }
  const isOwner = resource.ownerRefs.some(ref =>
    resource.principalRefs.includes(ref),
  );
  if (isOwner) {
    const { risk } = resource;
    return refuse(
      'risk',
      `The risk of this action is ${risk}; only ${operators} may run it.`,
      { key: `risk.${risk}`, values: { operators } },
      options.operators,
    );
  }
  if (!readable.length) {
    return refuse(
      'not-owner',
      `Another service owns ${object}; only its owners and ${operators} may change it.`,
      { key: 'otherOwner', values: { object, operators } },
      options.operators,
    );
  }
  const entity = readable[0].metadata.name;
  const owners = names(resource.ownerRefs);
  return refuse(
    'not-owner',
    `${object} belongs to ${entity}, owned by ${owners}; only they and ${operators} may change it.`,
    { key: 'notOwner', values: { object, entity, owners, operators } },
    [...resource.ownerRefs, ...options.operators],
  );
}

function refuse(
  code: Decision['code'],
  reason: string,
  summary: NonNullable<Decision['summary']>,
  whoMay?: string[],
): Decision {
  const sentence = reason[0].toUpperCase() + reason.slice(1);
  return {
    allowed: false,
    code,
    reason: sentence,
    summary,
    ...(whoMay && { whoMay }),
  };
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
