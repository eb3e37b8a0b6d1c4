import type {
  KubernetesObject,
  V1CronJob,
  V1PodSpec,
} from '@kubernetes/client-node';
import {
  Picker,
  TitaniumClusters,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { pathOf, Workload } from '../actions/workloads';
import { entityFirst, namespaceOf } from './scope';

const KINDS = ['deployment', 'statefulset', 'daemonset', 'cronjob'];

function podSpecOf(object: KubernetesObject): V1PodSpec | undefined {
  const { jobTemplate } = (object as V1CronJob).spec ?? {};
  return jobTemplate
    ? jobTemplate.spec?.template.spec
    : (object as unknown as Workload).spec?.template?.spec;
}

/** Secrets that a pod takes values or files from. */
function* secretsOf(spec: V1PodSpec): Generator<string | undefined> {
  for (const container of [
    ...(spec.containers ?? []),
    ...(spec.initContainers ?? []),
  ]) {
    for (const { secretRef } of container.envFrom ?? []) {
      yield secretRef?.name;
    }
    for (const { valueFrom } of container.env ?? []) {
      yield valueFrom?.secretKeyRef?.name;
    }
  }
  for (const { secret } of spec.volumes ?? []) {
    yield secret?.secretName;
  }
}

/** Secrets that workloads of the namespace use. The reader may not list Secrets, and need not for this. */
export function secretPicker(clusters: TitaniumClusters): Picker {
  return {
    type: 'secret',
    async choices(scope, { entity, signal }) {
      const { cluster } = scope;
      const namespace = namespaceOf(scope);
      const lists = await Promise.all(
        KINDS.map(kind =>
          clusters
            .reader(cluster)
            .list(pathOf(clusters, { cluster, namespace, kind }), { signal }),
        ),
      );
      const users = new Map<string, Set<string>>();
      for (const object of entityFirst(
        lists.flatMap(({ items }) => items),
        entity,
      )) {
        const spec = podSpecOf(object);
        for (const name of spec ? secretsOf(spec) : []) {
          if (name) {
            const found = users.get(name) ?? new Set();
            users.set(name, found.add(object.metadata?.name ?? ''));
          }
        }
      }
      return [...users].map(([value, names]) => ({
        value,
        detail: [...names].join(', '),
      }));
    },
  };
}
