import { R } from '../resources';
import { Controller, WorldContext, self } from './controller';
import { deletePod } from './pods';

const LOOK_AGAIN_MS = 1000;

/** Gives each namespace its default account, and empties one that is being deleted. */
export function namespaceController(
  context: WorldContext,
  clusterCa: string,
): Controller {
  const { store } = context;

  function furnish(namespace: string): void {
    if (!store.get(R.serviceAccounts, namespace, 'default')) {
      store.create(R.serviceAccounts, {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: { name: 'default', namespace },
      });
    }
    if (!store.get(R.configMaps, namespace, 'kube-root-ca.crt')) {
      store.create(R.configMaps, {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: {
          name: 'kube-root-ca.crt',
          namespace,
          annotations: {
            'kubernetes.io/description':
              'Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the internal service IP or kubernetes.default.svc. No other usage is guaranteed across distributions of Kubernetes clusters.',
          },
        },
        data: { 'ca.crt': clusterCa },
      });
    }
  }

  /** Returns whether nothing is left. */
  function empty(namespace: string): boolean {
    let left = 0;
    const collections = store.dump().collections.map(({ id }) => id);
    for (const id of collections) {
      const isPods = id.group === '' && id.resource === 'pods';
      for (const object of store.list(id, namespace)) {
        if (isPods) {
          deletePod(context, object);
          left += 1;
        } else {
          store.delete(id, namespace, object.metadata.name);
        }
      }
    }
    return left === 0;
  }

  return {
    name: 'namespace',
    sources: [self(R.namespaces)],
    reconcile({ name }) {
      const namespace = store.get(R.namespaces, undefined, name);
      if (!namespace) {
        return undefined;
      }
      if (!namespace.metadata.deletionTimestamp) {
        furnish(name);
        return undefined;
      }
      if (!empty(name)) {
        return LOOK_AGAIN_MS;
      }
      store.delete(R.namespaces, undefined, name);
      return undefined;
    },
  };
}
