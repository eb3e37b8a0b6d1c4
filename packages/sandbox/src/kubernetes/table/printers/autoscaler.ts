import { KubeObject } from '../../../world/types';
import { Column } from '../../resources/types';
import { AGE, NAME, text } from '../column';

const FIELDS: Record<string, string> = {
  External: 'external',
  Pods: 'pods',
  Object: 'object',
  Resource: 'resource',
  ContainerResource: 'containerResource',
};

function resourceTarget(target: any, current: any): string {
  if (target?.averageValue !== undefined) {
    return `${current?.averageValue ?? '<unknown>'}/${target.averageValue}`;
  }
  const used =
    current?.averageUtilization === undefined
      ? '<unknown>'
      : `${current.averageUtilization}%`;
  const wanted =
    target?.averageUtilization === undefined
      ? '<auto>'
      : `${target.averageUtilization}%`;
  return `${used}/${wanted}`;
}

function metricTarget(spec: any, status: any): string {
  const name = FIELDS[spec.type];
  const target = spec[name]?.target;
  const current = status?.[name]?.current;
  switch (spec.type) {
    case 'Resource':
    case 'ContainerResource':
      return resourceTarget(target, current);
    case 'Pods':
      return `${current?.averageValue ?? '<unknown>'}/${target?.averageValue}`;
    case 'External':
    case 'Object':
      return target?.averageValue === undefined
        ? `${current?.value ?? '<unknown>'}/${target?.value}`
        : `${current?.averageValue ?? '<unknown>'}/${
            target.averageValue
          } (avg)`;
    default:
      return '<unknown type>';
  }
}

function targets({ spec, status }: KubeObject): string {
  const metrics: any[] = spec?.metrics ?? [];
  if (metrics.length === 0) {
    return '<none>';
  }
  const list = metrics.map((metric, index) =>
    metricTarget(metric, status?.currentMetrics?.[index]),
  );
  const shown = list.slice(0, 2).join(', ');
  return list.length > 2 ? `${shown} + ${list.length - 2} more...` : shown;
}

function targetsV1({ spec, status }: KubeObject): string {
  const wanted = spec?.targetCPUUtilizationPercentage;
  if (wanted === undefined) {
    return '<none>';
  }
  const used = status?.currentCPUUtilizationPercentage;
  return `${used === undefined ? '<unknown>' : `${used}%`}/${wanted}%`;
}

export const HORIZONTAL_POD_AUTOSCALER: Column[] = [
  NAME,
  text(
    'Reference',
    ({ spec }) => `${spec?.scaleTargetRef?.kind}/${spec?.scaleTargetRef?.name}`,
  ),
  text('Targets', object =>
    object.apiVersion === 'autoscaling/v1'
      ? targetsV1(object)
      : targets(object),
  ),
  text('MinPods', ({ spec }) => String(spec?.minReplicas ?? '<unset>')),
  text('MaxPods', ({ spec }) => spec?.maxReplicas ?? 0),
  text('Replicas', ({ status }) => status?.currentReplicas ?? 0),
  AGE,
];
