import type { V1Pod } from '@kubernetes/client-node';
import {
  Picker,
  TitaniumClusters,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { podStatus } from '../views/pods/podStatus';
import { entityFirst, namespaceOf } from './scope';

/** Pods of the namespace, the entity's own first. */
export function podPicker(clusters: TitaniumClusters): Picker {
  return {
    type: 'pod',
    async choices(scope, { entity, signal }) {
      const { items } = await clusters.reader(scope.cluster).list<V1Pod>(
        {
          group: '',
          version: 'v1',
          plural: 'pods',
          namespace: namespaceOf(scope),
        },
        { signal },
      );
      return entityFirst(items, entity).map(pod => {
        const { status, ready, total } = podStatus(pod);
        const node = pod.spec?.nodeName;
        return {
          value: pod.metadata?.name ?? '',
          detail: `${status}, ${ready}/${total} ready${
            node ? `, ${node}` : ''
          }`,
          time: pod.metadata?.creationTimestamp
            ? String(pod.metadata.creationTimestamp)
            : undefined,
        };
      });
    },
  };
}
