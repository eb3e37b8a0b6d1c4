import { ApiError, qualified } from '../status';
import { RoleResolver } from './rbac';
import { Attributes, PolicyRule, ruleAllows, ruleAllowsPath } from './rules';
import { User } from './users';

/** Decides by RBAC what users may do, and words the refusals. */
export class Authorizer {
  constructor(private readonly roles: RoleResolver) {}

  allows(user: User, wanted: Attributes): boolean {
    const { cluster, namespaced } = this.roles.grants(user);
    return (
      cluster.some(rule => ruleAllows(rule, wanted)) ||
      Boolean(
        wanted.namespace &&
          namespaced
            .get(wanted.namespace)
            ?.some(rule => ruleAllows(rule, wanted)),
      )
    );
  }

  allowsPath(user: User, verb: string, path: string): boolean {
    return this.roles
      .grants(user)
      .cluster.some(rule => ruleAllowsPath(rule, verb, path));
  }

  /** Why nothing allowed the request, where there is more to say than that. */
  reason(user: User): string {
    const { problems } = this.roles.grants(user);
    if (problems.length === 0) {
      return '';
    }
    return problems.length === 1
      ? `RBAC: ${problems[0]}`
      : `RBAC: [${problems.join(', ')}]`;
  }

  assert(user: User, wanted: Attributes): void {
    if (!this.allows(user, wanted)) {
      throw forbidden(user, wanted, this.reason(user));
    }
  }

  assertPath(user: User, verb: string, path: string): void {
    if (!this.allowsPath(user, verb, path)) {
      throw forbiddenPath(user, verb, path);
    }
  }

  /** The rules that hold for a user in a namespace, as a SelfSubjectRulesReview lists them. */
  rules(user: User, namespace: string): PolicyRule[] {
    const { cluster, namespaced } = this.roles.grants(user);
    return [...cluster, ...(namespaced.get(namespace) ?? [])];
  }
}

/** The 403 of a path that is no resource. */
export function forbiddenPath(
  user: User,
  verb: string,
  path: string,
): ApiError {
  return new ApiError(
    403,
    'Forbidden',
    `forbidden: User "${user.name}" cannot ${verb} path "${path}"`,
    {},
  );
}

/** The 403 of a request that no rule allows, worded as the API server does. */
export function forbidden(
  user: User,
  wanted: Attributes,
  reason = '',
): ApiError {
  const { group, resource, subresource, namespace, name } = wanted;
  const what = qualified({ group, name: resource });
  const full = subresource ? `${resource}/${subresource}` : resource;
  const where = namespace
    ? `in the namespace "${namespace}"`
    : 'at the cluster scope';
  return new ApiError(
    403,
    'Forbidden',
    `${name ? `${what} "${name}"` : what} is forbidden: User "${
      user.name
    }" cannot ${
      wanted.verb
    } resource "${full}" in API group "${group}" ${where}${
      reason ? `: ${reason}` : ''
    }`,
    { name, group: group || undefined, kind: resource },
  );
}
