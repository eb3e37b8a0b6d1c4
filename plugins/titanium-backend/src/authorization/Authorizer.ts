import {
  LoggerService,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  isResourcePermission,
  PolicyDecision,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import { createConditionAuthorizer } from '@backstage/plugin-permission-node';
import {
  Decision,
  Risk,
  titaniumViewReadPermission,
} from '@titanium-portal/backstage-plugin-titanium-common';
import {
  TitaniumTargetResource,
  titaniumTargetResourceRef,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { TitaniumOptions } from '../config/options';
import { CallerCatalog } from '../entities/CallerCatalog';
import { Binding, EntityIndex } from '../entities/EntityIndex';
import { Memberships } from '../entities/Memberships';
import { Caller } from './caller';
import { explain } from './explain';
import { CHANGES } from './permissionOf';

/** What a decision is about. */
export interface Subject {
  action: string;
  risk: Risk;
  cluster: string;
  namespace: string | null;
  kind: string;
  name: string | null;
  /** Entities bound to the object; absent for reads, which ask the namespace. */
  binding?: Binding;
}

type TargetPermission = ResourcePermission<'titanium-target'>;

const ALLOWED: Decision = { allowed: true, code: 'ok', reason: '' };

const READ_ONLY: Decision = {
  allowed: false,
  code: 'read-only-portal',
  reason:
    'Permissions are switched off in this portal, so nothing can be changed from it.',
  summary: { key: 'readOnly', values: {} },
};

const UNDECIDED: Decision = {
  allowed: false,
  code: 'denied',
  reason: 'Permissions cannot be checked right now. Try again shortly.',
  summary: { key: 'undecided', values: {} },
};

/**
 * Decides on targets. The policy answers with conditions, which are applied here to a resource built from the catalog as
 * it is now. Whatever cannot be decided is denied.
 */
export class Authorizer {
  readonly #apply: (
    decision: PolicyDecision,
    resource: TitaniumTargetResource | undefined,
  ) => boolean;

  constructor(
    private readonly deps: {
      permissions: PermissionsService;
      permissionsRegistry: PermissionsRegistryService;
      memberships: Memberships;
      index: EntityIndex;
      catalog: CallerCatalog;
      options: TitaniumOptions;
      logger: LoggerService;
    },
  ) {
    this.#apply = createConditionAuthorizer(
      deps.permissionsRegistry.getPermissionRuleset(titaniumTargetResourceRef),
    );
  }

  async decide(
    caller: Caller,
    permission: TargetPermission,
    subject: Subject,
    options: { fresh?: boolean } = {},
  ): Promise<Decision> {
    return (await this.decideAll(caller, permission, [subject], options))[0];
  }

  /** One question to the policy for all subjects. */
  async decideAll(
    caller: Caller,
    permission: TargetPermission,
    subjects: Subject[],
    options: { fresh?: boolean } = {},
  ): Promise<Decision[]> {
    if (this.deps.options.readOnly && isChange(permission)) {
      return subjects.map(() => READ_ONLY);
    }
    try {
      const [policy] = await this.deps.permissions.authorizeConditional(
        [{ permission }],
        { credentials: caller.credentials },
      );
      const principalRefs = await this.deps.memberships.refsOf(
        caller.userRef,
        options,
      );
      return await Promise.all(
        subjects.map(subject =>
          this.#decideOne(caller, permission, subject, policy, principalRefs),
        ),
      );
    } catch (error) {
      this.deps.logger.warn(
        `Permission ${permission.name} cannot be decided, so it is denied`,
        error as Error,
      );
      return subjects.map(() => UNDECIDED);
    }
  }

  /** Whether the person may see an entity's live views, for entities that they can read. */
  async maySeeViews(caller: Caller, entityRefs: string[]): Promise<boolean[]> {
    if (!entityRefs.length) {
      return [];
    }
    try {
      const decisions = await this.deps.permissions.authorize(
        entityRefs.map(resourceRef => ({
          permission: titaniumViewReadPermission as ResourcePermission,
          resourceRef,
        })),
        { credentials: caller.credentials },
      );
      return decisions.map(({ result }) => result === AuthorizeResult.ALLOW);
    } catch (error) {
      this.deps.logger.warn(
        'Permission to see views cannot be decided, so it is denied',
        error as Error,
      );
      return entityRefs.map(() => false);
    }
  }

  async #decideOne(
    caller: Caller,
    permission: TargetPermission,
    subject: Subject,
    policy: PolicyDecision,
    principalRefs: string[],
  ): Promise<Decision> {
    const { binding, ...target } = subject;
    const resource: TitaniumTargetResource = {
      ...target,
      serviceNamespace: await this.deps.index.isServiceNamespace(
        subject.cluster,
        subject.namespace,
      ),
      ownerRefs: binding?.ownerRefs ?? [],
      principalRefs,
    };
    if (this.#apply(policy, resource)) {
      return ALLOWED;
    }
    return explain({
      permission: permission.name,
      definitive: policy.result === AuthorizeResult.DENY,
      resource,
      bound: binding?.entities ?? [],
      readable: binding
        ? await this.deps.catalog.readable(caller, binding.entities)
        : [],
      options: this.deps.options,
    });
  }
}

function isChange(permission: ResourcePermission): boolean {
  return isResourcePermission(permission) && CHANGES.includes(permission.name);
}
