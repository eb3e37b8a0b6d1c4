import { R } from '../resources';
import { KubeObject } from '../types';
import { Controller, WorldContext, self } from './controller';

const PROVISIONER = 'rancher.io/local-path';

/** Binds claims to volumes made for them, and removes the volumes of deleted claims. */
export function volumeController(context: WorldContext): Controller {
  const { store, events } = context;

  function provision(claim: KubeObject): KubeObject {
    const volume = `pvc-${claim.metadata.uid}`;
    const storageClassName = claim.spec.storageClassName ?? 'local-path';
    events.record(
      claim,
      { component: PROVISIONER },
      {
        reason: 'ProvisioningSucceeded',
        message: `Successfully provisioned volume ${volume}`,
      },
    );
    store.create(R.persistentVolumes, {
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: {
        name: volume,
        annotations: { 'pv.kubernetes.io/provisioned-by': PROVISIONER },
        finalizers: ['kubernetes.io/pv-protection'],
      },
      spec: {
        accessModes: claim.spec.accessModes,
        capacity: claim.spec.resources?.requests,
        claimRef: {
          apiVersion: 'v1',
          kind: 'PersistentVolumeClaim',
          namespace: claim.metadata.namespace,
          name: claim.metadata.name,
          uid: claim.metadata.uid,
        },
        hostPath: {
          path: `/opt/local-path-provisioner/${volume}`,
          type: 'DirectoryOrCreate',
        },
        persistentVolumeReclaimPolicy: 'Delete',
        storageClassName,
        volumeMode: 'Filesystem',
      },
      status: { phase: 'Bound' },
    });
    return {
      ...claim,
      spec: { ...claim.spec, storageClassName, volumeName: volume },
      status: {
        phase: 'Bound',
        accessModes: claim.spec.accessModes,
        capacity: claim.spec.resources?.requests,
      },
    };
  }

  return {
    name: 'persistentvolumeclaim',
    sources: [
      self(R.persistentVolumeClaims),
      {
        id: R.persistentVolumes,
        keys: ({ spec }) => [
          { namespace: spec.claimRef?.namespace, name: spec.claimRef?.name },
        ],
      },
    ],
    reconcile({ namespace, name }) {
      const claim = store.get(R.persistentVolumeClaims, namespace, name);
      if (!claim) {
        for (const volume of store.list(R.persistentVolumes)) {
          const reference = volume.spec.claimRef;
          if (reference?.namespace === namespace && reference.name === name) {
            store.delete(R.persistentVolumes, undefined, volume.metadata.name);
          }
        }
        return undefined;
      }
      if (claim.metadata.deletionTimestamp) {
        const inUse = store
          .list(R.pods, namespace)
          .some(pod =>
            pod.spec.volumes?.some(
              (volume: any) => volume.persistentVolumeClaim?.claimName === name,
            ),
          );
        if (!inUse) {
          store.delete(R.persistentVolumeClaims, namespace, name);
        }
        return inUse ? 5000 : undefined;
      }
      if (claim.status?.phase !== 'Bound') {
        store.update(R.persistentVolumeClaims, provision(claim));
      }
      return undefined;
    },
  };
}
