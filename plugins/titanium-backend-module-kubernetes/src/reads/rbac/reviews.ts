import type {
  V1SubjectAccessReview,
  V1SubjectRulesReviewStatus,
} from '@kubernetes/client-node';
import { ClusterClient } from '@titanium-portal/backstage-plugin-titanium-node';
import { Rule, Wanted } from './rules';
import { RbacUser } from './subjects';

const AUTHORIZATION = '/apis/authorization.k8s.io/v1';

function attributes(wanted: Wanted, namespace: string | null) {
  if ('path' in wanted) {
    return { nonResourceAttributes: { verb: wanted.verb, path: wanted.path } };
  }
  const [resource, subresource] = wanted.resource.split('/');
  return {
    resourceAttributes: {
      verb: wanted.verb,
      group: wanted.group,
      resource,
      ...(subresource ? { subresource } : {}),
      ...(namespace === null ? {} : { namespace }),
      ...(wanted.name === null ? {} : { name: wanted.name }),
    },
  };
}

/** The API server's own answer. Without a user, about the credential that asks. */
export async function reviewAccess(
  client: ClusterClient,
  user: RbacUser | null,
  wanted: Wanted,
  namespace: string | null,
  signal: AbortSignal,
): Promise<{ allowed: boolean; reason: string }> {
  const kind = user ? 'SubjectAccessReview' : 'SelfSubjectAccessReview';
  const { status } = await client.request<V1SubjectAccessReview>({
    method: 'POST',
    path: `${AUTHORIZATION}/${kind.toLowerCase()}s`,
    body: {
      apiVersion: 'authorization.k8s.io/v1',
      kind,
      spec: {
        ...attributes(wanted, namespace),
        ...(user ? { user: user.name, groups: [...user.groups] } : {}),
      },
    },
    signal,
  });
  return { allowed: status?.allowed === true, reason: status?.reason ?? '' };
}

/** The rules of the credential that asks. */
export async function reviewRules(
  client: ClusterClient,
  namespace: string,
  signal: AbortSignal,
): Promise<{ rules: Rule[]; incomplete: boolean }> {
  const { status } = await client.request<{
    status?: V1SubjectRulesReviewStatus;
  }>({
    method: 'POST',
    path: `${AUTHORIZATION}/selfsubjectrulesreviews`,
    body: {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SelfSubjectRulesReview',
      spec: { namespace },
    },
    signal,
  });
  return {
    rules: [
      ...(status?.resourceRules ?? []),
      ...(status?.nonResourceRules ?? []),
    ],
    incomplete: status?.incomplete === true,
  };
}
