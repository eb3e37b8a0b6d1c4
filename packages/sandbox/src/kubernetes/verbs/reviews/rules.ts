import { readObject } from '../../request/body';
import { Verb } from '../../server/call';
import { badRequest } from '../../status';

/** SelfSubjectRulesReview: what `kubectl auth can-i --list` shows. */
export const reviewRules: Verb = async call => {
  const body = (await readObject(call.request)) ?? {};
  const namespace = body.spec?.namespace;
  if (!namespace) {
    throw badRequest('no namespace on request');
  }
  const rules = call.api.authorizer.rules(call.user, namespace);
  return {
    code: 201,
    body: {
      kind: 'SelfSubjectRulesReview',
      apiVersion: 'authorization.k8s.io/v1',
      metadata: { creationTimestamp: null },
      spec: {},
      status: {
        resourceRules: rules
          .filter(rule => rule.resources?.length)
          .map(({ verbs, apiGroups, resources, resourceNames }) => ({
            verbs,
            apiGroups,
            resources,
            resourceNames,
          })),
        nonResourceRules: rules
          .filter(rule => rule.nonResourceURLs?.length)
          .map(({ verbs, nonResourceURLs }) => ({ verbs, nonResourceURLs })),
        incomplete: false,
      },
    },
  };
};
