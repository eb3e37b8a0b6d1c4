import { KubeObject, ObjectStore, ResourceId } from '../world/types';
import { roleSeed } from './auth/roles';
import { customResourceDefinitions } from './resources/definitions';

const NAMESPACES: ResourceId = { group: '', resource: 'namespaces' };
const DEFINITIONS: ResourceId = {
  group: 'apiextensions.k8s.io',
  resource: 'customresourcedefinitions',
};

const SYSTEM_NAMESPACES = [
  'default',
  'kube-node-lease',
  'kube-public',
  'kube-system',
];

function namespace(name: string): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels: { 'kubernetes.io/metadata.name': name } },
    spec: { finalizers: ['kubernetes'] },
    status: { phase: 'Active' },
  };
}

/**
 * Adds what an API server needs of its cluster and does not find: the system namespaces, the roles of its users, and
 * the definitions of the platform's custom resources. What is there stays as it is.
 */
export function seedFoundation(store: ObjectStore): void {
  const wanted = [
    ...SYSTEM_NAMESPACES.map(name => ({
      id: NAMESPACES,
      object: namespace(name),
    })),
    ...customResourceDefinitions().map(object => ({ id: DEFINITIONS, object })),
    ...roleSeed(),
  ];
  for (const { id, object } of wanted) {
    const { metadata } = object;
    if (!store.get(id, metadata.namespace, metadata.name)) {
      store.create(id, object);
    }
  }
}
