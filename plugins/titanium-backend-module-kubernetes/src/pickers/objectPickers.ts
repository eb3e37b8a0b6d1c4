import type {
  KubernetesObject,
  V1CronJob,
  V1Service,
  V2HorizontalPodAutoscaler,
} from '@kubernetes/client-node';
import { PlaceholderType } from '@titanium-portal/backstage-plugin-titanium-common';
import {
  Picker,
  TitaniumClusters,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { pathOf } from '../actions/workloads';
import { entityFirst, namespaceOf } from './scope';

interface ObjectPicker {
  type: PlaceholderType;
  /** The kind to list; by the statement's input where the type stands for several. */
  kind(input: { kind?: unknown }): string;
  detail(object: KubernetesObject): string | undefined;
}

/** Kinds that documents call policies. */
const POLICIES = [
  'networkpolicy',
  'authorizationpolicy',
  'peerauthentication',
  'requestauthentication',
  'poddisruptionbudget',
];

function portsOf(object: KubernetesObject): string | undefined {
  const { spec } = object as V1Service;
  const ports = (spec?.ports ?? []).map(({ port }) => port).join(', ');
  return [spec?.type, ports].filter(Boolean).join(', ') || undefined;
}

function limitsOf(object: KubernetesObject): string | undefined {
  const { spec, status } = object as V2HorizontalPodAutoscaler;
  return (
    spec &&
    `${spec.scaleTargetRef.name}: ${spec.minReplicas ?? 1} to ${
      spec.maxReplicas
    }, now ${status?.currentReplicas ?? 0}`
  );
}

function scheduleOf(object: KubernetesObject): string | undefined {
  const { spec } = object as V1CronJob;
  return spec && `${spec.schedule}${spec.suspend ? ', suspended' : ''}`;
}

const PICKERS: readonly ObjectPicker[] = [
  {
    type: 'policy',
    kind: ({ kind }) =>
      POLICIES.find(policy => policy === kind) ?? 'networkpolicy',
    detail: () => undefined,
  },
  { type: 'service', kind: () => 'service', detail: portsOf },
  { type: 'cronjob', kind: () => 'cronjob', detail: scheduleOf },
  { type: 'hpa', kind: () => 'horizontalpodautoscaler', detail: limitsOf },
];

/** Objects of the namespace by name, the entity's own first. */
export function objectPickers(clusters: TitaniumClusters): Picker[] {
  return PICKERS.map(({ type, kind, detail }) => ({
    type,
    async choices(scope, { entity, signal }) {
      const { items } = await clusters.reader(scope.cluster).list(
        pathOf(clusters, {
          cluster: scope.cluster,
          namespace: namespaceOf(scope),
          kind: kind(scope.input),
        }),
        { signal },
      );
      return entityFirst(items, entity).map(object => ({
        value: object.metadata?.name ?? '',
        detail: detail(object),
      }));
    },
  }));
}
