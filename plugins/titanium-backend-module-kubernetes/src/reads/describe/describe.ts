import { NotFoundError } from '@backstage/errors';
import type { KubernetesObject } from '@kubernetes/client-node';
import {
  DescriptionResult,
  Result,
} from '@titanium-portal/backstage-plugin-titanium-common';
import {
  ActionContext,
  Read,
  redactObject,
  TitaniumClusters,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { z } from 'zod/v3';
import { resourcePath } from '../../targets';
import { toCommand } from '../command';
import { aboutObject, eventTable, readEvents } from '../eventRows';
import {
  clusterName,
  kindName,
  namespaceName,
  objectName,
  readTarget,
  selectorText,
} from '../schema';
import { printObjects, toTableResult } from '../tables';
import { describeAutoscaler, describeNode } from './describeCapacity';
import { describeNetworkPolicy, describeService } from './describeNetwork';
import { describePod } from './describePod';
import { describeDeployment, describeStatefulSet } from './describeWorkload';
import { describeOther } from './describeOther';
import {
  conditionSection,
  DescribeContext,
  Details,
  fact,
  optional,
  pairs,
} from './sections';

const input = z
  .object({
    cluster: clusterName,
    namespace: namespaceName.nullable(),
    kind: kindName,
    name: objectName.nullable(),
    labelSelector: selectorText.nullable(),
  })
  .strict();

type DescribeInput = z.infer<typeof input>;

type Describer = (
  object: any,
  context: DescribeContext,
) => Details | Promise<Details>;

const DESCRIBERS: Record<string, Describer> = {
  pod: describePod,
  deployment: describeDeployment,
  statefulset: describeStatefulSet,
  service: describeService,
  node: describeNode,
  horizontalpodautoscaler: describeAutoscaler,
  networkpolicy: describeNetworkPolicy,
};

function generalFacts(object: KubernetesObject): DescriptionResult['facts'] {
  const { metadata } = object;
  const owner = metadata?.ownerReferences?.find(item => item.controller);
  return [
    ...fact('Name', metadata?.name),
    ...fact('Namespace', metadata?.namespace),
    ...fact(
      'Created',
      metadata?.creationTimestamp && String(metadata.creationTimestamp),
    ),
    ...fact('Labels', pairs(metadata?.labels)),
    ...fact('Annotations', pairs(metadata?.annotations)),
    ...fact('Controlled by', owner && `${owner.kind}/${owner.name}`),
    ...fact(
      'Being deleted since',
      metadata?.deletionTimestamp && String(metadata.deletionTimestamp),
    ),
  ];
}

async function describeOne(
  clusters: TitaniumClusters,
  value: DescribeInput,
  name: string,
  signal: AbortSignal,
): Promise<DescriptionResult> {
  const client = clusters.reader(value.cluster);
  const path = resourcePath(
    clusters.resources(value.cluster),
    value.kind,
    value.namespace,
  );
  const object = redactObject(await client.get(path, name, { signal }));
  const context = { client, namespace: object.metadata?.namespace, signal };
  const describer = DESCRIBERS[value.kind] ?? describeOther;
  const [details, events] = await Promise.all([
    describer(object, context),
    optional(
      readEvents(client, object.metadata?.namespace, {
        fieldSelector: aboutObject({ kind: object.kind, name }),
        signal,
      }),
      [],
    ),
  ]);
  return {
    type: 'description',
    ref: { kind: value.kind, namespace: object.metadata?.namespace, name },
    facts: [...generalFacts(object), ...details.facts],
    sections: [
      ...details.sections,
      ...conditionSection(object),
      {
        title: 'Events',
        table: eventTable(
          events.filter(
            event =>
              !event.involvedObject?.uid ||
              event.involvedObject.uid === object.metadata?.uid,
          ),
          {},
        ),
      },
    ],
  };
}

async function run(
  clusters: TitaniumClusters,
  value: DescribeInput,
  { signal }: ActionContext,
): Promise<Result> {
  if (value.name !== null) {
    return describeOne(clusters, value, value.name, signal);
  }
  const table = await printObjects(
    clusters.reader(value.cluster),
    resourcePath(
      clusters.resources(value.cluster),
      value.kind,
      value.namespace,
    ),
    {
      names: [],
      labelSelector: value.labelSelector ?? undefined,
      whole: false,
      signal,
    },
  );
  const [first, ...others] = table.rows;
  if (!first) {
    throw Object.assign(
      new NotFoundError(
        `No ${value.kind} matches${
          value.labelSelector ? ` ${value.labelSelector}` : ''
        }`,
      ),
      { code: 'target-not-found' as const },
    );
  }
  // Several: a list to choose from says more than pages of descriptions.
  return others.length === 0 && first.object?.metadata?.name
    ? describeOne(clusters, value, first.object.metadata.name, signal)
    : toTableResult([{ kind: value.kind, table }], {
        wide: false,
        withNamespace: false,
      });
}

/** `kubectl describe`: facts, conditions, related objects and events of one object, redacted. */
export function createDescribeRead(
  clusters: TitaniumClusters,
): Read<DescribeInput> {
  return {
    id: 'kubernetes.describe',
    title: 'Describe an object',
    description: 'Facts, conditions, related objects and events of an object',
    input,
    target: async value =>
      readTarget(clusters, value, [value.kind], value.name),
    run: (value, context) => run(clusters, value, context),
    toCommand: value => toCommand(clusters, 'kubernetes.describe', value),
  };
}
