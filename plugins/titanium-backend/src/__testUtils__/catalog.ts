import { Entity } from '@backstage/catalog-model';
import { KUBERNETES_ID_ANNOTATION } from '@titanium-portal/backstage-plugin-titanium-common';

function service(name: string, owner: string, id = name): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      annotations: {
        [KUBERNETES_ID_ANNOTATION]: id,
        'backstage.io/kubernetes-namespace': 'prod',
      },
    },
    spec: { type: 'service', lifecycle: 'production', owner },
    relations: [{ type: 'ownedBy', targetRef: owner }],
  };
}

function user(name: string, memberOf: string[]): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { name },
    spec: { memberOf },
    relations: memberOf.map(ref => ({
      type: 'memberOf',
      targetRef: `group:default/${ref}`,
    })),
  };
}

function group(name: string, parent?: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name },
    spec: { type: 'team', children: [] },
    relations: parent
      ? [{ type: 'childOf', targetRef: `group:default/${parent}` }]
      : [],
  };
}

/** The catalog of all tests; a new copy each time, so that a test may change it. */
export function testEntities(): Entity[] {
  return [
    service('gateway', 'group:default/core-team'),
    service('blog', 'group:default/blog-team'),
    service('shared-one', 'group:default/blog-team', 'shared'),
    service('shared-two', 'group:default/core-team', 'shared'),
    {
      ...service('bare', 'group:default/core-team'),
      metadata: { name: 'bare' },
    },
    user('developer', ['blog-writers']),
    user('lead', ['core-team', 'platform-leads']),
    user('second-lead', ['platform-leads']),
    user('operator', ['platform-operators']),
    user('second-operator', ['platform-operators']),
    // Membership goes through a parent.
    group('blog-writers', 'blog-team'),
    group('blog-team'),
    group('core-team'),
    group('platform-leads'),
    group('platform-operators'),
  ];
}
