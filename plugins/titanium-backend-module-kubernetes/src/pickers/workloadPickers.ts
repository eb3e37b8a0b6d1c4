import type { KubernetesObject } from '@kubernetes/client-node';
import { PlaceholderType } from '@titanium-portal/backstage-plugin-titanium-common';
import {
  Picker,
  TitaniumClusters,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { imagesOf, pathOf, Workload } from '../actions/workloads';
import { entityFirst, namespaceOf, textOf } from './scope';

function detailOf(workload: Workload): string {
  const { spec, status } = workload;
  const total = spec.replicas ?? status?.desiredNumberScheduled ?? 0;
  const ready = status?.readyReplicas ?? status?.numberAvailable ?? 0;
  const images = Object.values(imagesOf(spec.template)).map(image =>
    image.slice(image.lastIndexOf('/') + 1),
  );
  return `${ready} of ${total} ready, ${images.join(', ')}`;
}

function picker(
  clusters: TitaniumClusters,
  type: PlaceholderType,
  kindOf: (input: { kind?: unknown }) => string,
): Picker {
  return {
    type,
    async choices(scope, { entity, signal }) {
      const namespace = namespaceOf(scope);
      const { cluster, input } = scope;
      const { items } = await clusters
        .reader(cluster)
        .list<KubernetesObject>(
          pathOf(clusters, { cluster, namespace, kind: kindOf(input) }),
          { signal },
        );
      return entityFirst(items, entity).map(object => ({
        value: object.metadata?.name ?? '',
        detail: detailOf(object as unknown as Workload),
      }));
    },
  };
}

/** Deployments, statefulsets, and workloads of the kind the statement names. */
export function workloadPickers(clusters: TitaniumClusters): Picker[] {
  return [
    picker(clusters, 'deployment', () => 'deployment'),
    picker(clusters, 'statefulset', () => 'statefulset'),
    picker(clusters, 'workload', ({ kind }) =>
      ['daemonset', 'replicaset'].includes(String(kind))
        ? textOf(kind)!
        : 'deployment',
    ),
  ];
}
