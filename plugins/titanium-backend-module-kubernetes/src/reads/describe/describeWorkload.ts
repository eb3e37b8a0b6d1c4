import type {
  KubernetesObject,
  V1Deployment,
  V1ReplicaSet,
  V1StatefulSet,
  V2HorizontalPodAutoscaler,
} from '@kubernetes/client-node';
import { workloadRow } from '../../views/pods/workloadRow';
import { selectorOf } from '../logs';
import { containerTable } from './podTemplate';
import { DescribeContext, Details, fact, optional, section } from './sections';

const REVISION = 'deployment.kubernetes.io/revision';

async function autoscalers(
  object: KubernetesObject,
  { client, namespace, signal }: DescribeContext,
): Promise<V2HorizontalPodAutoscaler[]> {
  const list = await optional(
    client.list<V2HorizontalPodAutoscaler>(
      {
        group: 'autoscaling',
        version: 'v2',
        plural: 'horizontalpodautoscalers',
        namespace,
      },
      { signal },
    ),
    { items: [] },
  );
  return list.items.filter(
    hpa =>
      hpa.spec?.scaleTargetRef.name === object.metadata?.name &&
      hpa.spec?.scaleTargetRef.kind === object.kind,
  );
}

async function common(
  object: V1Deployment | V1StatefulSet,
  kind: string,
  context: DescribeContext,
): Promise<Details> {
  const [hpa] = await autoscalers(object, context);
  const row = workloadRow(object, { cluster: '', kind, hpa });
  const template = object.spec?.template.spec;
  return {
    facts: [
      ...fact('Status', row.message),
      ...fact(
        'Replicas',
        `${row.desired} desired, ${row.updated} updated, ${row.ready} ready, ${row.available} available`,
      ),
      ...fact('Selector', selectorOf(object.spec?.selector)),
      ...fact('Revision', row.revision),
      ...fact('Paused', row.paused || null),
      ...fact(
        'Autoscaler',
        row.hpa && `${row.hpa.name}, ${row.hpa.min} to ${row.hpa.max}`,
      ),
    ],
    sections: template ? [containerTable('Pod template', template)] : [],
  };
}

/** A deployment with its replica sets. */
export async function describeDeployment(
  object: V1Deployment,
  context: DescribeContext,
): Promise<Details> {
  const details = await common(object, 'deployment', context);
  const { strategy } = object.spec ?? {};
  const rolling = strategy?.rollingUpdate;
  const sets = await optional(
    context.client.list<V1ReplicaSet>(
      {
        group: 'apps',
        version: 'v1',
        plural: 'replicasets',
        namespace: context.namespace,
      },
      {
        labelSelector: selectorOf(object.spec?.selector),
        signal: context.signal,
      },
    ),
    { items: [] },
  );
  const owned = sets.items
    .filter(set =>
      set.metadata?.ownerReferences?.some(
        reference => reference.uid === object.metadata?.uid,
      ),
    )
    .sort(
      (a, b) =>
        Number(b.metadata?.annotations?.[REVISION] ?? 0) -
        Number(a.metadata?.annotations?.[REVISION] ?? 0),
    );
  return {
    facts: [
      ...details.facts,
      ...fact(
        'Strategy',
        rolling
          ? `${strategy?.type}, max unavailable ${rolling.maxUnavailable}, max surge ${rolling.maxSurge}`
          : strategy?.type,
      ),
    ],
    sections: [
      ...details.sections,
      section(
        'Replica sets',
        [
          'Revision:number',
          'Name',
          'Desired:number',
          'Ready:number',
          'Images',
          'Created:time',
        ],
        owned.map(set => ({
          cells: [
            Number(set.metadata?.annotations?.[REVISION] ?? 0),
            set.metadata?.name,
            set.spec?.replicas ?? 0,
            set.status?.readyReplicas ?? 0,
            set.spec?.template?.spec?.containers
              .map(({ image }) => image)
              .join(', '),
            set.metadata?.creationTimestamp &&
              String(set.metadata.creationTimestamp),
          ],
          ref: {
            kind: 'replicaset',
            namespace: context.namespace,
            name: set.metadata?.name ?? '',
          },
        })),
      ),
    ],
  };
}

/** A stateful set with its claims. */
export async function describeStatefulSet(
  object: V1StatefulSet,
  context: DescribeContext,
): Promise<Details> {
  const details = await common(object, 'statefulset', context);
  const claims = object.spec?.volumeClaimTemplates ?? [];
  return {
    facts: [
      ...details.facts,
      ...fact('Service', object.spec?.serviceName),
      ...fact('Update strategy', object.spec?.updateStrategy?.type),
    ],
    sections: [
      ...details.sections,
      ...(claims.length
        ? [
            section(
              'Volume claims',
              ['Name', 'Storage', 'Class', 'Access'],
              claims.map(({ metadata, spec }) => ({
                cells: [
                  metadata?.name,
                  spec?.resources?.requests?.storage,
                  spec?.storageClassName,
                  spec?.accessModes?.join(', '),
                ],
              })),
            ),
          ]
        : []),
    ],
  };
}
