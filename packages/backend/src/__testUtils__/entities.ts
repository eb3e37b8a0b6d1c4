import { Entity } from '@backstage/catalog-model';

function user(name: string, groups: string[]): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { name, namespace: 'default' },
    spec: { memberOf: groups },
    relations: groups.map(group => ({
      type: 'memberOf',
      targetRef: `group:default/${group}`,
    })),
  };
}

/** A service in `titanium-prod`. */
export function service(
  name: string,
  team: string,
  annotations: Record<string, string | undefined> = {},
): Entity {
  const owner = `group:default/${team}`;
  const given = {
    'backstage.io/kubernetes-id': name,
    'backstage.io/kubernetes-namespace': 'titanium-prod',
    'backstage.io/kubernetes-cluster': 'titanium',
    ...annotations,
  };
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      namespace: 'default',
      annotations: Object.fromEntries(
        Object.entries(given).flatMap(([key, value]) =>
          value === undefined ? [] : [[key, value]],
        ),
      ),
    },
    spec: { type: 'service', owner },
    relations: [{ type: 'ownedBy', targetRef: owner }],
  };
}

/** The services of the sandbox and the people around them. */
export const ENTITIES: Entity[] = [
  service('prod-api-gateway', 'core-team', {
    'titanium/loki-selector': '{namespace="titanium-prod", app="api-gateway"}',
    'titanium/prometheus-selector':
      '{namespace="titanium-prod", app="api-gateway"}',
    'argocd/app-name': 'prod-api-gateway',
  }),
  service('prod-auth-service', 'core-team'),
  service('prod-user-service', 'core-team'),
  service('prod-blog-service', 'blog-team'),
  user('developer', ['blog-team']),
  user('lead', ['core-team', 'platform-leads']),
  user('operator', ['platform-operators']),
];
