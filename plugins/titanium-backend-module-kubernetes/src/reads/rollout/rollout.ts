import { NotFoundError } from '@backstage/errors';
import { Result } from '@titanium-portal/backstage-plugin-titanium-common';
import {
  Read,
  TitaniumClusters,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { z } from 'zod/v3';
import { getResource, resourcePath } from '../../targets';
import { toCommand } from '../command';
import { containerTable } from '../describe/podTemplate';
import { clusterName, namespaceName, objectName, readTarget } from '../schema';
import { readRevisions, Revision } from './revisions';
import {
  daemonSetRollout,
  deploymentRollout,
  statefulSetRollout,
} from './rolloutStatus';

const input = z
  .object({
    cluster: clusterName,
    namespace: namespaceName,
    kind: z.enum(['deployment', 'statefulset', 'daemonset']),
    name: objectName,
    revision: z.number().int().min(1).nullable(),
  })
  .strict();

type RolloutInput = z.infer<typeof input>;

const VIEWERS = {
  deployment: deploymentRollout,
  statefulset: statefulSetRollout,
  daemonset: daemonSetRollout,
};

/** `kubectl rollout status`, answered once: where it stands now. */
export function createRolloutStatusRead(
  clusters: TitaniumClusters,
): Read<RolloutInput> {
  return {
    id: 'kubernetes.rollout.status',
    title: 'Show rollout status',
    description: 'Where a rollout stands',
    input,
    target: async value =>
      readTarget(clusters, value, [value.kind], value.name),
    async run(value, { signal }) {
      const object = await clusters
        .reader(value.cluster)
        .get(
          resourcePath(
            clusters.resources(value.cluster),
            value.kind,
            value.namespace,
          ),
          value.name,
          { signal },
        );
      return { type: 'text', text: VIEWERS[value.kind](object as never).text };
    },
    toCommand: value => toCommand(clusters, 'kubernetes.rollout.status', value),
  };
}

function historyTable(revisions: Revision[]): Result {
  return {
    type: 'table',
    columns: [
      { name: 'Revision', type: 'number' },
      { name: 'Change-cause', type: 'string' },
      { name: 'Images', type: 'string' },
      { name: 'Created', type: 'time' },
    ],
    rows: revisions.map(({ number, cause, createdAt, template }) => ({
      cells: [
        number,
        cause ?? '<none>',
        template?.spec?.containers.map(({ image }) => image).join(', ') ?? null,
        createdAt,
      ],
    })),
  };
}

function revisionDescription(
  value: RolloutInput,
  revision: Revision,
  qualified: string,
): Result {
  const labels = Object.entries(revision.template?.metadata?.labels ?? {});
  return {
    type: 'description',
    ref: { kind: value.kind, namespace: value.namespace, name: value.name },
    facts: [
      {
        name: 'Revision',
        value: `${qualified}/${value.name} with revision #${revision.number}`,
      },
      { name: 'Change-cause', value: revision.cause ?? '<none>' },
      {
        name: 'Labels',
        value: labels.map(([key, text]) => `${key}=${text}`).join(', '),
      },
    ],
    sections: revision.template?.spec
      ? [containerTable('Pod template', revision.template.spec)]
      : [],
  };
}

/** `kubectl rollout history`; with a revision, its pod template, redacted. */
export function createRolloutHistoryRead(
  clusters: TitaniumClusters,
): Read<RolloutInput> {
  return {
    id: 'kubernetes.rollout.history',
    title: 'Show rollout history',
    description: 'The revisions a workload can go back to',
    input,
    target: async value =>
      readTarget(clusters, value, [value.kind], value.name),
    async run(value, { signal }) {
      const revisions = await readRevisions(clusters, value, signal);
      if (value.revision === null) {
        return historyTable(revisions);
      }
      const found = revisions.find(({ number }) => number === value.revision);
      if (!found) {
        throw new NotFoundError(
          `unable to find the specified revision ${value.revision}`,
        );
      }
      const { singular, group } = getResource(
        clusters.resources(value.cluster),
        value.kind,
      );
      return revisionDescription(value, found, `${singular}.${group}`);
    },
    toCommand: value =>
      toCommand(clusters, 'kubernetes.rollout.history', value),
  };
}
