import { LoggerService } from '@backstage/backend-plugin-api';
import { JsonObject } from '@backstage/types';
import {
  TitaniumClusters,
  View,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { z } from 'zod/v3';
import { readSelection, Selection } from '../../targets';
import { clustersOf } from '../scope';
import { ClusterLogs } from './ClusterLogs';
import { LogMerger } from './LogMerger';

const NAME = /^[a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?$/;
const WORKLOAD =
  /^(deployment|statefulset|daemonset|replicaset|job)\/([a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?)$/;
/** Containers of slow pods may come later; the others are not held back for longer. */
const FIRST_LINES_MS = 2_000;

const params = z
  .object({
    pods: z.array(z.string().regex(NAME)).min(1).max(200).optional(),
    workload: z.string().regex(WORKLOAD).optional(),
    /** Name of a container, `*` for all; absent: the main one of each pod. */
    container: z
      .string()
      .regex(/^(?:\*|[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?)$/)
      .optional(),
    previous: z.boolean().optional(),
    tail: z.number().int().min(0).max(5_000).optional(),
  })
  .strict()
  .refine(value => !value.pods !== !value.workload, {
    message: 'Name either pods or a workload',
  });

/** Which logs of an entity are wanted. */
export interface LogsWanted {
  pods: string[] | null;
  workload: { kind: string; name: string } | null;
  container: string | null;
  previous: boolean;
  tail: number;
}

/**
 * The topic `pod-logs`: lines of pods, or of all pods of a workload, in the order of time. Only pods that the entity
 * selects are ever read, whatever names are given. Pods that join the workload are followed too.
 */
export function createPodLogsView(deps: { clusters: TitaniumClusters }): View {
  return {
    topic: 'pod-logs',
    kind: 'lines',
    params: params as unknown as View['params'],
    scope(entity, given) {
      const selection = readSelection(entity);
      const value = given as z.infer<typeof params>;
      const [, kind, name] = value.workload?.match(WORKLOAD) ?? [];
      const wanted: LogsWanted = {
        pods: value.pods ? [...new Set(value.pods)].sort() : null,
        workload: value.workload ? { kind, name } : null,
        container: value.container ?? null,
        previous: value.previous ?? false,
        tail: value.tail ?? 500,
      };
      const input = {
        clusters: clustersOf(selection, deps.clusters),
        selection,
        wanted,
      };
      return {
        shareKey: JSON.stringify(input),
        input: input as unknown as JsonObject,
      };
    },
    open(input, context) {
      const { clusters, selection, wanted } = input as unknown as {
        clusters: string[];
        selection: Selection;
        wanted: LogsWanted;
      };
      return openLogs(deps.clusters, clusters, selection, wanted, context);
    },
  };
}

async function* openLogs(
  clusters: TitaniumClusters,
  names: string[],
  selection: Selection,
  wanted: LogsWanted,
  context: { signal: AbortSignal; logger: LoggerService },
) {
  const end = new AbortController();
  const signal = AbortSignal.any([context.signal, end.signal]);
  const merger = new LogMerger();
  const patience = setTimeout(() => merger.release(), FIRST_LINES_MS);
  const waiting = new Set(names);
  const logs = names.map(
    cluster =>
      new ClusterLogs({
        cluster,
        clusters,
        selection,
        wanted,
        merger,
        signal,
        caughtUp: () => {
          waiting.delete(cluster);
          if (waiting.size === 0) {
            merger.release();
          }
        },
      }),
  );
  logs.forEach(item =>
    item.run().catch(error => {
      if (!signal.aborted) {
        context.logger.warn('Following logs failed', error as Error);
      }
    }),
  );
  try {
    yield* merger.changes(signal);
  } finally {
    clearTimeout(patience);
    end.abort();
  }
}
