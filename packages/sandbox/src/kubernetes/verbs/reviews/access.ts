import { Attributes } from '../../auth/rules';
import { User, userNamed } from '../../auth/users';
import { readObject } from '../../request/body';
import { ResourceCall, Verb } from '../../server/call';
import { field, invalid } from '../../status';

interface AccessSpec {
  resourceAttributes?: Record<string, string>;
  nonResourceAttributes?: { verb?: string; path?: string };
  user?: string;
  groups?: string[];
}

function attributesOf(given: Record<string, string>): Attributes {
  return {
    verb: given.verb ?? '',
    group: given.group ?? '',
    resource: given.resource ?? '',
    subresource: given.subresource || undefined,
    namespace: given.namespace || undefined,
    name: given.name || undefined,
  };
}

function decide({ api }: ResourceCall, user: User, spec: AccessSpec): boolean {
  const { authorizer } = api;
  if (spec.resourceAttributes) {
    return authorizer.allows(user, attributesOf(spec.resourceAttributes));
  }
  const { verb = '', path = '' } = spec.nonResourceAttributes ?? {};
  return authorizer.allowsPath(user, verb, path);
}

function assertOneKind(kind: string, spec: AccessSpec): void {
  if (!spec.resourceAttributes === !spec.nonResourceAttributes) {
    throw invalid({ group: 'authorization.k8s.io', name: kind }, '', [
      field.invalid(
        'spec.resourceAttributes',
        spec.nonResourceAttributes ?? null,
        `exactly one of nonResourceAttributes or resourceAttributes must be specified`,
      ),
    ]);
  }
}

/** The three access reviews: of the caller, of a named user, of a named user in one namespace. */
export const reviewAccess: Verb = async call => {
  const { api, type, user } = call;
  const body = (await readObject(call.request)) ?? {};
  const spec: AccessSpec = body.spec ?? {};
  assertOneKind(type.kind, spec);
  const subject =
    type.kind === 'SelfSubjectAccessReview'
      ? user
      : userNamed(spec.user ?? '', spec.groups);
  const allowed = decide(call, subject, spec);
  const reason = api.authorizer.reason(subject);
  return {
    code: 201,
    body: {
      kind: type.kind,
      apiVersion: 'authorization.k8s.io/v1',
      metadata: { creationTimestamp: null },
      spec,
      status: { allowed, ...(!allowed && reason && { reason }) },
    },
  };
};
