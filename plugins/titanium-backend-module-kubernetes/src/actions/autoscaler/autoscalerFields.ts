import type {
  KubernetesObject,
  V2HorizontalPodAutoscaler,
  V2MetricSpec,
} from '@kubernetes/client-node';
import { TitaniumClusters } from '@titanium-portal/backstage-plugin-titanium-node';
import { pathOf } from '../workloads';

/** What of an autoscaler can be edited. */
export type AutoscalerFields = {
  min: number;
  max: number;
  /** Average use of the pods' CPU requests that it aims at, in per cent; null when it looks at other things. */
  cpu: number | null;
};

export type LiveAutoscaler = V2HorizontalPodAutoscaler &
  KubernetesObject & {
    metadata: { name: string; uid: string; resourceVersion?: string };
  };

export const KIND = 'horizontalpodautoscaler';

export async function readAutoscaler(
  clusters: TitaniumClusters,
  ref: { cluster: string; namespace: string | null; name: string },
  signal: AbortSignal,
): Promise<LiveAutoscaler> {
  const path = pathOf(clusters, { ...ref, kind: KIND });
  return clusters
    .reader(ref.cluster)
    .get<LiveAutoscaler>(path, ref.name, { signal });
}

function isCpuUse({ type, resource }: V2MetricSpec): boolean {
  return (
    type === 'Resource' &&
    resource?.name === 'cpu' &&
    resource.target.type === 'Utilization'
  );
}

export function fieldsOf({ spec }: LiveAutoscaler): AutoscalerFields {
  const cpu = spec?.metrics?.find(isCpuUse);
  return {
    min: spec?.minReplicas ?? 1,
    max: spec?.maxReplicas ?? 1,
    cpu: cpu?.resource?.target.averageUtilization ?? null,
  };
}

/** The merge patch to new fields; lists are replaced whole, so that the other metrics stand in it as they are. */
export function fieldsPatch(
  live: LiveAutoscaler,
  { min, max, cpu }: AutoscalerFields,
  resourceVersion?: string,
) {
  const current = fieldsOf(live);
  return {
    ...(resourceVersion === undefined ? {} : { metadata: { resourceVersion } }),
    spec: {
      ...(min === current.min ? {} : { minReplicas: min }),
      ...(max === current.max ? {} : { maxReplicas: max }),
      ...(cpu === current.cpu
        ? {}
        : {
            metrics: (live.spec?.metrics ?? []).map(metric =>
              isCpuUse(metric)
                ? {
                    ...metric,
                    resource: {
                      ...metric.resource,
                      target: {
                        ...metric.resource?.target,
                        averageUtilization: cpu,
                      },
                    },
                  }
                : metric,
            ),
          }),
    },
  };
}

export function sameFields(a: AutoscalerFields, b: AutoscalerFields): boolean {
  return a.min === b.min && a.max === b.max && a.cpu === b.cpu;
}
