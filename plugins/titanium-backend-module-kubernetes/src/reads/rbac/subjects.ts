import type { RbacV1Subject } from '@kubernetes/client-node';

/** Somebody as RBAC knows them. */
export interface RbacUser {
  name: string;
  groups: readonly string[];
}

const SERVICE_ACCOUNT = /^system:serviceaccount:([^:]+):([^:]+)$/;

/** The namespace of a service account's user name; null for other users. */
export function accountNamespace(name: string): string | null {
  return SERVICE_ACCOUNT.exec(name)?.[1] ?? null;
}

/** A user with the groups the API server gives everybody of that name. */
export function userNamed(name: string): RbacUser {
  if (name === 'system:anonymous') {
    return { name, groups: ['system:unauthenticated'] };
  }
  const namespace = accountNamespace(name);
  return {
    name,
    groups: [
      ...(namespace === null
        ? []
        : ['system:serviceaccounts', `system:serviceaccounts:${namespace}`]),
      'system:authenticated',
    ],
  };
}

/** True when a binding's subject means the user, by name or by a group. */
export function meansUser(
  { kind, name, namespace }: RbacV1Subject,
  user: RbacUser,
  bindingNamespace: string | undefined,
): boolean {
  switch (kind) {
    case 'User':
      return name === user.name || name === '*';
    case 'Group':
      return user.groups.includes(name);
    case 'ServiceAccount':
      return (
        user.name ===
        `system:serviceaccount:${namespace ?? bindingNamespace}:${name}`
      );
    default:
      return false;
  }
}
