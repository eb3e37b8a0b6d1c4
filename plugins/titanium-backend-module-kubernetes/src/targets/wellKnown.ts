import { KnownResource } from '@titanium-portal/backstage-plugin-titanium-common';
import { KIND_TABLE } from '../grammar/kindTable';

/** Versions that every supported Kubernetes serves of the groups it brings itself. */
const VERSIONS: Readonly<Record<string, string>> = {
  '': 'v1',
  apps: 'v1',
  autoscaling: 'v2',
  batch: 'v1',
  'apiextensions.k8s.io': 'v1',
  'coordination.k8s.io': 'v1',
  'discovery.k8s.io': 'v1',
  'networking.k8s.io': 'v1',
  policy: 'v1',
  'rbac.authorization.k8s.io': 'v1',
  'scheduling.k8s.io': 'v1',
  'storage.k8s.io': 'v1',
};

/** Resources every cluster serves, so that views and commands work before discovery has answered. */
export const WELL_KNOWN_RESOURCES: readonly KnownResource[] = KIND_TABLE.filter(
  ([, , , group]) => Object.hasOwn(VERSIONS, group),
).map(([plural, singular, shortNames, group, scope]) => ({
  group,
  version: VERSIONS[group],
  kind: singular,
  plural,
  singular,
  shortNames: shortNames.split(' ').filter(Boolean),
  namespaced: scope === 'namespaced',
}));
