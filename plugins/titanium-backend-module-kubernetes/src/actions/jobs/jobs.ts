import type {
  KubernetesObject,
  V1Job,
  V1JobSpec,
  V1Pod,
} from '@kubernetes/client-node';
import {
  StepPreview,
  PlanWarning,
} from '@titanium-portal/backstage-plugin-titanium-common';
import {
  kubernetesPath,
  TitaniumClusters,
  upstreamStatus,
} from '@titanium-portal/backstage-plugin-titanium-node';
import { stringify } from 'yaml';
import { dryRun, shown } from '../preview/preview';
import { refused } from '../refuse';
import { pathOf } from '../workloads';

/** Tells which run made a job, so that a crash between the write and its record can be told afterwards. */
export const RUN_ID_ANNOTATION = 'titanium/run-id';

/** A job as it is sent; the server adds the rest. */
export type JobManifest = KubernetesObject & {
  metadata: NonNullable<V1Job['metadata']>;
  spec: V1JobSpec;
};

interface Place {
  cluster: string;
  namespace: string;
}

const pathTo = (
  clusters: TitaniumClusters,
  { cluster, namespace }: Place,
  name?: string,
) =>
  kubernetesPath(pathOf(clusters, { cluster, namespace, kind: 'job' }), name);

/** The job of a name; undefined when there is none. */
export async function findJob(
  clusters: TitaniumClusters,
  place: Place,
  name: string,
  signal: AbortSignal,
): Promise<V1Job | undefined> {
  try {
    return await clusters
      .reader(place.cluster)
      .get<V1Job>(pathOf(clusters, { ...place, kind: 'job' }), name, {
        signal,
      });
  } catch (error) {
    if ((error as Error).name === 'NotFoundError') {
      return undefined;
    }
    throw error;
  }
}

/** Creates a job. The name decides who is first: a second one of the same name is refused with 409. */
export function createJob(
  clusters: TitaniumClusters,
  place: Place,
  manifest: JobManifest,
  options: { dryRun?: boolean; signal: AbortSignal },
): Promise<V1Job> {
  return clusters.actor(place.cluster).request<V1Job>({
    method: 'POST',
    path: pathTo(clusters, place),
    query: { dryRun: options.dryRun ? 'All' : undefined },
    body: manifest,
    signal: options.signal,
  });
}

/**
 * Creates the job of a run, or finds it when it was created before: by the run itself before its answer was lost, or by the
 * instance that it was taken over from. Refuses when the name is another's.
 */
export async function createJobOnce(
  clusters: TitaniumClusters,
  place: Place,
  manifest: JobManifest,
  runId: string,
  signal: AbortSignal,
): Promise<V1Job> {
  try {
    return await createJob(clusters, place, manifest, { signal });
  } catch (error) {
    if (upstreamStatus(error) !== 409) {
      throw error;
    }
    const { name = '' } = manifest.metadata;
    const found = await findJob(clusters, place, name, signal);
    if (found && isOfRun(found, runId)) {
      return found;
    }
    throw refused(
      `Somebody else has created a job ${name} meanwhile; nothing was changed.`,
    );
  }
}

/** True for the job that a run has made. */
export function isOfRun({ metadata }: V1Job, runId: string): boolean {
  return metadata?.annotations?.[RUN_ID_ANNOTATION] === runId;
}

/**
 * What the absence of a run's job tells: that it was not made, unless it may have come, ended and been removed since.
 * `keptSeconds` is for how long a job stays at least once it has ended.
 */
export function absentJob(
  since: string,
  keptSeconds: number,
): { outcome: 'not-applied' } | { outcome: 'unknown'; reason: string } {
  return Date.now() - Date.parse(since) < keptSeconds * 1000
    ? { outcome: 'not-applied' }
    : {
        outcome: 'unknown',
        reason:
          'There is no job of this run, but one that has ended would have been removed by now',
      };
}

/** Deletes this very job and, in the background, its pods. */
export async function deleteJob(
  clusters: TitaniumClusters,
  place: Place,
  job: { name: string; uid: string },
  signal: AbortSignal,
): Promise<void> {
  await clusters.actor(place.cluster).request({
    method: 'DELETE',
    path: pathTo(clusters, place, job.name),
    body: {
      apiVersion: 'v1',
      kind: 'DeleteOptions',
      preconditions: { uid: job.uid },
      propagationPolicy: 'Background',
    },
    signal,
  });
}

/**
 * Asks the platform whether it would take the job, and shows the job as it is sent: what the server adds (uid, selector)
 * is new each time and says nothing.
 */
export async function previewJob(
  clusters: TitaniumClusters,
  place: Place,
  manifest: JobManifest,
  signal: AbortSignal,
): Promise<{ preview: StepPreview; warnings: PlanWarning[] }> {
  const { source, warnings } = await dryRun<unknown>(
    () => createJob(clusters, place, manifest, { dryRun: true, signal }),
    () => undefined,
  );
  return {
    warnings,
    preview: {
      source,
      entries: [
        {
          path: 'metadata.name',
          before: null,
          after: JSON.stringify(manifest.metadata.name),
        },
      ],
      after: stringify(shown(manifest), {
        lineWidth: 0,
        aliasDuplicateObjects: false,
      }),
    },
  };
}

export function isOfJob(uid: string, pod: V1Pod): boolean {
  return (pod.metadata?.ownerReferences ?? []).some(
    owner => owner.kind === 'Job' && owner.uid === uid,
  );
}

/** The condition that ends a job; undefined while it runs. */
export function endOf(job: V1Job) {
  return job.status?.conditions?.find(
    ({ type, status }) =>
      (type === 'Complete' || type === 'Failed') && status === 'True',
  );
}
