import type { V1Container, V1Pod, V1PodSpec } from '@kubernetes/client-node';
import {
  Picker,
  TitaniumClusters,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { selectorText } from '../actions/warnings/selectors';
import { readWorkload } from '../actions/workloads';
import { namespaceOf, textOf } from './scope';

type Scope = Parameters<Picker['choices']>[0];

async function podSpecs(
  clusters: TitaniumClusters,
  scope: Scope,
  signal: AbortSignal,
): Promise<(V1PodSpec | undefined)[]> {
  const { cluster, input } = scope;
  const path = {
    group: '',
    version: 'v1',
    plural: 'pods',
    namespace: namespaceOf(scope),
  };
  const reader = clusters.reader(cluster);
  const pod = textOf(input.pod) ?? textOf(input.name);
  const workload = input.workload as { kind: string; name: string } | null;
  if (workload) {
    const live = await readWorkload(
      clusters,
      { cluster, namespace: path.namespace, ...workload },
      signal,
    );
    const { items } = await reader.list<V1Pod>(path, {
      labelSelector: selectorText(live.spec.selector),
      signal,
    });
    return [live.spec.template.spec, ...items.map(({ spec }) => spec)];
  }
  if (pod && /^[a-z0-9.-]+$/.test(pod)) {
    const { spec } = await reader.get<V1Pod>(path, pod, { signal });
    return [spec];
  }
  const { items } = await reader.list<V1Pod>(path, {
    labelSelector: textOf(input.labelSelector),
    signal,
  });
  return items.map(({ spec }) => spec);
}

/** Containers of the pod or workload chosen before; of all pods of the namespace while none is. */
export function containerPicker(clusters: TitaniumClusters): Picker {
  return {
    type: 'container',
    async choices(scope, { signal }) {
      const specs = await podSpecs(clusters, scope, signal);
      const found = new Map<string, string>();
      const add = (list: V1Container[] | undefined, suffix: string) =>
        list?.forEach(({ name, image }) => {
          if (!found.has(name)) {
            found.set(name, `${image ?? ''}${suffix}`);
          }
        });
      specs.forEach(spec => add(spec?.containers, ''));
      specs.forEach(spec => add(spec?.initContainers, ' (init)'));
      return [...found].map(([value, detail]) => ({ value, detail }));
    },
  };
}
