import { NotFoundError } from '@backstage/errors';
import type {
  KubernetesObject,
  V1ControllerRevision,
  V1PodTemplateSpec,
  V1ReplicaSet,
} from '@kubernetes/client-node';
import { TitaniumClusters } from '@titanium-portal/backstage-plugin-titanium-node';
import { ObjectRef, pathOf, Workload } from '../workloads';
import { selectorText } from '../warnings/selectors';

export const REVISION = 'deployment.kubernetes.io/revision';
export const CHANGE_CAUSE = 'kubernetes.io/change-cause';
const HASH = 'pod-template-hash';

/** A state of a workload that it can be taken back to. */
export interface Revision {
  number: number;
  template: V1PodTemplateSpec;
  cause: string | null;
  createdAt: string | null;
  /** Annotations of the replica set, or the data of the controller revision: what a rollback writes. */
  source: KubernetesObject;
}

async function listOwned<T extends KubernetesObject>(
  clusters: TitaniumClusters,
  ref: ObjectRef,
  kind: string,
  live: Workload,
  signal: AbortSignal,
): Promise<T[]> {
  const { items } = await clusters
    .reader(ref.cluster)
    .list<T>(pathOf(clusters, { ...ref, kind }), {
      labelSelector: selectorText(live.spec.selector),
      signal,
    });
  return items.filter(item =>
    (item.metadata?.ownerReferences ?? []).some(
      ({ uid, controller }) => controller && uid === live.metadata.uid,
    ),
  );
}

/** A template without the label that tells replica sets apart. */
export function plainTemplate(template: V1PodTemplateSpec): V1PodTemplateSpec {
  const { [HASH]: _, ...labels } = template.metadata?.labels ?? {};
  return { ...template, metadata: { ...template.metadata, labels } };
}

function base(object: KubernetesObject) {
  const { annotations, creationTimestamp } = object.metadata ?? {};
  return {
    cause: annotations?.[CHANGE_CAUSE] ?? null,
    createdAt: creationTimestamp ? String(creationTimestamp) : null,
    source: object,
  };
}

/** The template a controller revision stands for: a patch that replaces it whole. */
function templateOf(revision: V1ControllerRevision): V1PodTemplateSpec {
  const data = revision.data as
    | { spec?: { template?: V1PodTemplateSpec & { $patch?: string } } }
    | undefined;
  const { $patch: _, ...template } = data?.spec?.template ?? {};
  return plainTemplate(template);
}

/** The revisions a deployment or statefulset keeps, oldest first. The last one is the current. */
export async function readRevisions(
  clusters: TitaniumClusters,
  ref: ObjectRef,
  live: Workload,
  signal: AbortSignal,
): Promise<Revision[]> {
  const found: Revision[] =
    ref.kind === 'deployment'
      ? (
          await listOwned<V1ReplicaSet>(
            clusters,
            ref,
            'replicaset',
            live,
            signal,
          )
        ).map(set => ({
          ...base(set),
          number: Number(set.metadata?.annotations?.[REVISION] ?? 0),
          template: plainTemplate(set.spec?.template ?? {}),
        }))
      : (
          await listOwned<V1ControllerRevision>(
            clusters,
            ref,
            'controllerrevision',
            live,
            signal,
          )
        ).map(revision => ({
          ...base(revision),
          number: revision.revision,
          template: templateOf(revision),
        }));
  return found
    .filter(({ number }) => number > 0)
    .sort((a, b) => a.number - b.number);
}

/** The revision to go back to, as kubectl chooses it: the one named, or the one before the newest. */
export function chooseRevision(
  revisions: readonly Revision[],
  wanted: number | null,
): { current: Revision; chosen: Revision } {
  const current = revisions[revisions.length - 1];
  const chosen =
    wanted === null
      ? revisions[revisions.length - 2]
      : revisions.find(({ number }) => number === wanted);
  if (!current || !chosen) {
    throw Object.assign(
      new NotFoundError(
        wanted === null
          ? 'There is no revision before the current one.'
          : `There is no revision ${wanted} any more. Kept are: ${
              revisions.map(({ number }) => number).join(', ') || 'none'
            }.`,
      ),
      { code: 'target-not-found' as const },
    );
  }
  return { current, chosen };
}
