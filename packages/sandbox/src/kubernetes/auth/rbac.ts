import { KubeObject, ObjectStore, ResourceId } from '../../world/types';
import { PolicyRule } from './rules';
import { User } from './users';

const GROUP = 'rbac.authorization.k8s.io';
const ROLES: ResourceId = { group: GROUP, resource: 'roles' };
const CLUSTER_ROLES: ResourceId = { group: GROUP, resource: 'clusterroles' };
const ROLE_BINDINGS: ResourceId = { group: GROUP, resource: 'rolebindings' };
const CLUSTER_ROLE_BINDINGS: ResourceId = {
  group: GROUP,
  resource: 'clusterrolebindings',
};

/** Rules of one user: those that hold everywhere, and those per namespace. */
export interface Grants {
  cluster: PolicyRule[];
  namespaced: Map<string, PolicyRule[]>;
  /** Bindings that name a missing role, as authorization errors mention them. */
  problems: string[];
}

/** Finds the rules that bind users, from the Role and Binding objects of the store. */
export class RoleResolver {
  private readonly cache = new Map<string, Grants>();
  private readonly stops: (() => void)[];

  constructor(private readonly store: ObjectStore) {
    const forget = () => this.cache.clear();
    this.stops = [
      ...[ROLES, CLUSTER_ROLES, ROLE_BINDINGS, CLUSTER_ROLE_BINDINGS].map(id =>
        store.watch(id, {}, forget),
      ),
      store.onHistoryExpired(forget),
    ];
  }

  grants(user: User): Grants {
    const key = JSON.stringify([user.name, user.groups]);
    let grants = this.cache.get(key);
    if (!grants) {
      grants = this.resolve(user);
      this.cache.set(key, grants);
    }
    return grants;
  }

  close(): void {
    this.stops.forEach(stop => stop());
  }

  private resolve(user: User): Grants {
    const grants: Grants = { cluster: [], namespaced: new Map(), problems: [] };
    for (const binding of this.store.list(CLUSTER_ROLE_BINDINGS)) {
      if (binds(binding, user)) {
        grants.cluster.push(...this.rules(binding, grants.problems));
      }
    }
    for (const binding of this.store.list(ROLE_BINDINGS)) {
      if (binds(binding, user)) {
        const namespace = binding.metadata.namespace ?? '';
        const rules = grants.namespaced.get(namespace) ?? [];
        rules.push(...this.rules(binding, grants.problems));
        grants.namespaced.set(namespace, rules);
      }
    }
    return grants;
  }

  private rules(binding: KubeObject, problems: string[]): PolicyRule[] {
    const { kind, name } = binding.roleRef;
    const role =
      kind === 'ClusterRole'
        ? this.store.get(CLUSTER_ROLES, undefined, name)
        : this.store.get(ROLES, binding.metadata.namespace, name);
    if (!role) {
      problems.push(`${kind.toLowerCase()}.${GROUP} "${name}" not found`);
    }
    return role?.rules ?? [];
  }
}

function binds(binding: KubeObject, user: User): boolean {
  return (binding.subjects ?? []).some((subject: any) => {
    switch (subject.kind) {
      case 'User':
        return subject.name === user.name || subject.name === '*';
      case 'Group':
        return user.groups.includes(subject.name);
      case 'ServiceAccount':
        return (
          user.name ===
          `system:serviceaccount:${
            subject.namespace ?? binding.metadata.namespace
          }:${subject.name}`
        );
      default:
        return false;
    }
  });
}
