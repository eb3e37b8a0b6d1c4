import { ResourcePath } from '@titanium-portal/backstage-plugin-titanium-node';

/** What a view watches of a cluster, by kind. Pods are what it is about; without the others it shows less. */
export const WATCHED: Readonly<
  Record<string, Omit<ResourcePath, 'namespace'>>
> = {
  pod: { group: '', version: 'v1', plural: 'pods' },
  deployment: { group: 'apps', version: 'v1', plural: 'deployments' },
  replicaset: { group: 'apps', version: 'v1', plural: 'replicasets' },
  statefulset: { group: 'apps', version: 'v1', plural: 'statefulsets' },
  daemonset: { group: 'apps', version: 'v1', plural: 'daemonsets' },
  job: { group: 'batch', version: 'v1', plural: 'jobs' },
  horizontalpodautoscaler: {
    group: 'autoscaling',
    version: 'v2',
    plural: 'horizontalpodautoscalers',
  },
};

/** Kinds that pods are owned by: all but autoscalers. */
export const OWNERSHIP_KINDS = Object.keys(WATCHED).filter(
  kind => kind !== 'horizontalpodautoscaler',
);
