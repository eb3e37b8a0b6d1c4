import type {
  V1ClusterRole,
  V1ClusterRoleBinding,
  V1Role,
  V1RoleBinding,
} from '@kubernetes/client-node';
import { ClusterClient } from '@titanium-portal/backstage-plugin-titanium-node';
import { Rule } from './rules';
import { meansUser, RbacUser } from './subjects';

const RBAC = { group: 'rbac.authorization.k8s.io', version: 'v1' } as const;

/** A rule, and the binding that gives it to the user. */
export interface Grant {
  rule: Rule;
  /** `RoleBinding titanium-prod/pod-reader to Role pod-reader`. */
  source: string;
}

/**
 * What RBAC gives a user in a namespace and everywhere, from the Role and Binding objects: the same question as an
 * impersonated rules review, asked without the right to impersonate anybody.
 */
export async function grantsOf(
  client: ClusterClient,
  user: RbacUser,
  namespace: string | null,
  signal: AbortSignal,
): Promise<Grant[]> {
  const list = <T extends object>(plural: string, where?: string) =>
    client
      .list({ ...RBAC, plural, namespace: where }, { signal })
      .then(({ items }) => items as unknown as T[]);
  const [clusterRoles, clusterBindings, roles, bindings] = await Promise.all([
    list<V1ClusterRole>('clusterroles'),
    list<V1ClusterRoleBinding>('clusterrolebindings'),
    namespace === null ? [] : list<V1Role>('roles', namespace),
    namespace === null ? [] : list<V1RoleBinding>('rolebindings', namespace),
  ]);
  const rulesOf = (ref: V1RoleBinding['roleRef']) =>
    (ref.kind === 'ClusterRole' ? clusterRoles : roles).find(
      ({ metadata }) => metadata?.name === ref.name,
    )?.rules ?? [];
  const granted = (
    kind: string,
    { metadata, roleRef, subjects }: V1RoleBinding,
  ): Grant[] =>
    (subjects ?? []).some(subject =>
      meansUser(subject, user, metadata?.namespace),
    )
      ? rulesOf(roleRef).map(rule => ({
          rule,
          source: `${kind} ${
            metadata?.namespace ? `${metadata.namespace}/` : ''
          }${metadata?.name} to ${roleRef.kind} ${roleRef.name}`,
        }))
      : [];
  return [
    ...clusterBindings.flatMap(binding =>
      granted('ClusterRoleBinding', binding),
    ),
    ...bindings.flatMap(binding => granted('RoleBinding', binding)),
  ];
}
