import { User } from '../../auth/users';
import { readObject } from '../../request/body';
import { Verb } from '../../server/call';

function userInfo({ name, uid, groups, extra }: User) {
  return { username: name, uid, groups, extra };
}

/** SelfSubjectReview: who the caller is (`kubectl auth whoami`). */
export const reviewSelf: Verb = ({ type, user }) => ({
  code: 201,
  body: {
    kind: type.kind,
    apiVersion: 'authentication.k8s.io/v1',
    metadata: { creationTimestamp: null },
    status: { userInfo: userInfo(user) },
  },
});

/** TokenReview: whose token it is. */
export const reviewToken: Verb = async call => {
  const body = (await readObject(call.request)) ?? {};
  const user = call.api.authenticator.find(body.spec?.token ?? '');
  return {
    code: 201,
    body: {
      kind: 'TokenReview',
      apiVersion: 'authentication.k8s.io/v1',
      metadata: { creationTimestamp: null },
      spec: body.spec ?? {},
      status: user
        ? { authenticated: true, user: userInfo(user) }
        : { user: {}, error: '[invalid bearer token]' },
    },
  };
};
