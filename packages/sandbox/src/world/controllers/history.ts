import { ownerReference } from '../objects';
import { R } from '../resources';
import { deepEqual } from '../store/values';
import { KubeObject } from '../types';
import { WorldContext } from './controller';
import { PodTemplate, templateHash } from './templates';

/** The label by which pods of StatefulSets and DaemonSets name their revision. */
export const REVISION_HASH = 'controller-revision-hash';

export interface RevisionHistory {
  /** Oldest first; the last one is the template asked for now. */
  revisions: KubeObject[];
  /** The revision of the template asked for now. */
  update: KubeObject;
}

/** Keeps a ControllerRevision for each template an owner has had. One that comes back gets the newest number again. */
export function recordHistory(
  { store, owned }: WorldContext,
  owner: KubeObject,
  selectorLabels: Record<string, string>,
): RevisionHistory {
  const data = {
    spec: { template: { ...owner.spec.template, $patch: 'replace' } },
  };
  const revisions = owned
    .list(owner.metadata.uid, 'ControllerRevision')
    .sort((a, b) => a.revision - b.revision);
  const newest = revisions.at(-1)?.revision ?? 0;
  const known = revisions.find(revision => deepEqual(revision.data, data));
  if (known && known === revisions.at(-1)) {
    return { revisions, update: known };
  }
  if (known) {
    const update = store.update(R.controllerRevisions, {
      ...known,
      revision: newest + 1,
    });
    return {
      revisions: [...revisions.filter(item => item !== known), update],
      update,
    };
  }
  const hash = templateHash(owner.spec.template as PodTemplate, newest);
  const update = store.create(R.controllerRevisions, {
    apiVersion: 'apps/v1',
    kind: 'ControllerRevision',
    metadata: {
      name: `${owner.metadata.name}-${hash}`,
      namespace: owner.metadata.namespace,
      labels: { ...selectorLabels, 'controller.kubernetes.io/hash': hash },
      annotations: changeCause(owner),
      ownerReferences: [ownerReference(owner)],
    },
    data,
    revision: newest + 1,
  });
  return { revisions: [...revisions, update], update };
}

function changeCause(owner: KubeObject): Record<string, string> | undefined {
  const cause = owner.metadata.annotations?.['kubernetes.io/change-cause'];
  return cause ? { 'kubernetes.io/change-cause': cause } : undefined;
}

/** Drops the oldest revisions that nothing uses, past the owner's limit. */
export function forgetHistory(
  { store }: WorldContext,
  owner: KubeObject,
  revisions: readonly KubeObject[],
  used: ReadonlySet<string>,
): void {
  const limit = owner.spec.revisionHistoryLimit ?? 10;
  const idle = revisions.filter(item => !used.has(item.metadata.name));
  for (const item of idle.slice(0, Math.max(0, idle.length - limit))) {
    store.delete(
      R.controllerRevisions,
      item.metadata.namespace,
      item.metadata.name,
    );
  }
}
