import { writeFileSync } from 'node:fs';

/** A service of the benchmark's catalog and the objects it is bound to. */
export interface BenchService {
  name: string;
  kubernetesId: string;
  namespace: string;
}

/** Writes users `bench-0…`, one operators' group holding them all, and the services, as one catalog file. */
export function writeCatalog(
  file: string,
  users: number,
  services: BenchService[],
): void {
  const group = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name: 'platform-operators' },
    spec: { type: 'team', children: [] },
  };
  const people = Array.from({ length: users }, (_, index) => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { name: `bench-${index}` },
    spec: { memberOf: ['platform-operators'] },
  }));
  // The person who signs in by the browser.
  const operator = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { name: 'operator' },
    spec: {
      profile: { email: 'operator@titanium.local' },
      memberOf: ['platform-operators'],
    },
  };
  const components = services.map(service => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: service.name,
      annotations: {
        'backstage.io/kubernetes-id': service.kubernetesId,
        'backstage.io/kubernetes-namespace': service.namespace,
      },
    },
    spec: {
      type: 'service',
      lifecycle: 'production',
      owner: 'platform-operators',
    },
  }));
  writeFileSync(
    file,
    [group, operator, ...people, ...components]
      .map(entity => JSON.stringify(entity))
      .join('\n---\n'),
  );
}
