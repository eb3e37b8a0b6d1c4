import { notBuilt } from './notBuilt';
import { Resource, titleOf } from './resource';
import { isClusterScoped } from './scope';

/** Kinds in which kustomize changes more than their own namespace, or names that follow from it. */
const SPECIAL = [
  'APIService',
  'ClusterRoleBinding',
  'CustomResourceDefinition',
  'MutatingWebhookConfiguration',
  'Namespace',
  'RoleBinding',
  'ValidatingWebhookConfiguration',
];

/** `namespace`: every object that has one gets this one. */
export function setNamespace(
  resources: readonly Resource[],
  namespace: string,
): void {
  for (const resource of resources) {
    if (SPECIAL.includes(resource.kind)) {
      notBuilt('kustomize-object', resource.path, titleOf(resource));
    }
    if (!isClusterScoped(resource)) {
      resource.object.metadata.namespace = namespace;
    }
  }
}
