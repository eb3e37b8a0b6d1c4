import { notBuilt } from './notBuilt';
import { mapAt, Resource } from './resource';

const SCALED = [
  'Deployment',
  'ReplicationController',
  'ReplicaSet',
  'StatefulSet',
];

/** One item of `replicas`: all objects of that name that have replicas; kustomize refuses a name that none has. */
export function setReplicas(
  resources: readonly Resource[],
  { name, count }: { name: string; count: number },
  where: string,
): void {
  const scaled = resources.filter(
    resource => resource.name === name && SCALED.includes(resource.kind),
  );
  if (!scaled.length) {
    notBuilt('kustomize-invalid', where, `replicas ${name}`.slice(0, 200));
  }
  for (const resource of scaled) {
    mapAt(resource, resource.object, ['spec']).replicas = count;
  }
}
