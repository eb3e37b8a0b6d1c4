import { Conversion } from '../resources/types';

const METRICS = 'autoscaling.alpha.kubernetes.io/metrics';

function isCpu(metric: any): boolean {
  return (
    metric?.type === 'Resource' &&
    metric.resource?.name === 'cpu' &&
    (metric.resource.target?.averageUtilization !== undefined ||
      metric.resource.current?.averageUtilization !== undefined)
  );
}

/** autoscaling/v1 has one CPU target; other metrics travel in an annotation, as the API server keeps them. */
export const horizontalPodAutoscalerV1: Conversion = {
  fromStorage(object) {
    const { metrics = [], behavior, ...spec } = object.spec ?? {};
    const { currentMetrics = [], conditions, ...status } = object.status ?? {};
    const cpu = metrics.find(isCpu);
    const current = currentMetrics.find(isCpu);
    const others = metrics.filter((metric: unknown) => metric !== cpu);
    return {
      ...object,
      apiVersion: 'autoscaling/v1',
      metadata: others.length
        ? {
            ...object.metadata,
            annotations: {
              ...object.metadata.annotations,
              [METRICS]: JSON.stringify(others),
            },
          }
        : object.metadata,
      spec: {
        ...spec,
        targetCPUUtilizationPercentage: cpu?.resource.target.averageUtilization,
      },
      status: {
        ...status,
        currentCPUUtilizationPercentage:
          current?.resource.current.averageUtilization,
      },
    };
  },
  toStorage(object) {
    const { targetCPUUtilizationPercentage, ...spec } = object.spec ?? {};
    const { currentCPUUtilizationPercentage, ...status } = object.status ?? {};
    const { [METRICS]: kept, ...annotations } =
      object.metadata.annotations ?? {};
    const metrics = kept ? JSON.parse(kept) : [];
    if (targetCPUUtilizationPercentage !== undefined) {
      metrics.unshift({
        type: 'Resource',
        resource: {
          name: 'cpu',
          target: {
            type: 'Utilization',
            averageUtilization: targetCPUUtilizationPercentage,
          },
        },
      });
    }
    return {
      ...object,
      apiVersion: 'autoscaling/v2',
      metadata: kept ? { ...object.metadata, annotations } : object.metadata,
      spec: { ...spec, metrics },
      status,
    };
  },
};
