import { KubeObject } from '../../../world/types';
import { Column } from '../../resources/types';
import { AGE, boolean, integer, NAME, text, wide } from '../column';
import { since } from '../duration';
import { accessModes } from '../format';

const ROLE_PREFIX = 'node-role.kubernetes.io/';

function nodeStatus({ spec, status }: KubeObject): string {
  const ready = status?.conditions?.find((c: any) => c.type === 'Ready');
  let shown = 'Unknown';
  if (ready) {
    shown = ready.status === 'True' ? 'Ready' : 'NotReady';
  }
  return spec?.unschedulable ? `${shown},SchedulingDisabled` : shown;
}

function nodeRoles({ metadata }: KubeObject): string {
  const roles = Object.entries(metadata.labels ?? {}).flatMap(
    ([key, value]) => {
      if (key.startsWith(ROLE_PREFIX)) {
        return [key.slice(ROLE_PREFIX.length)];
      }
      return key === 'kubernetes.io/role' ? [value] : [];
    },
  );
  return [...new Set(roles.filter(Boolean))].sort().join(',') || '<none>';
}

function address(type: string) {
  return ({ status }: KubeObject) =>
    status?.addresses?.find((a: any) => a.type === type)?.address ?? '<none>';
}

function nodeInfo(name: string) {
  return ({ status }: KubeObject) => status?.nodeInfo?.[name] || '<unknown>';
}

export const NODE: Column[] = [
  NAME,
  text('Status', nodeStatus),
  text('Roles', nodeRoles),
  AGE,
  text('Version', ({ status }) => status?.nodeInfo?.kubeletVersion ?? ''),
  wide('Internal-IP', address('InternalIP')),
  wide('External-IP', address('ExternalIP')),
  wide('OS-Image', nodeInfo('osImage')),
  wide('Kernel-Version', nodeInfo('kernelVersion')),
  wide('Container-Runtime', nodeInfo('containerRuntimeVersion')),
];

export const NAMESPACE: Column[] = [
  NAME,
  text('Status', ({ status }) => status?.phase ?? 'Active'),
  AGE,
];

function firstSeen(event: KubeObject, now: number): string {
  return since(event.firstTimestamp || event.eventTime, now);
}

function lastSeen(event: KubeObject, now: number): string {
  if (event.series?.lastObservedTime) {
    return since(event.series.lastObservedTime, now);
  }
  return event.lastTimestamp
    ? since(event.lastTimestamp, now)
    : firstSeen(event, now);
}

function eventObject({ involvedObject: { kind = '', name } = {} as any }) {
  return name ? `${kind.toLowerCase()}/${name}` : kind.toLowerCase();
}

export const EVENT: Column[] = [
  text('Last Seen', lastSeen),
  text('Type', event => event.type),
  text('Reason', event => event.reason),
  text('Object', event => eventObject(event as any)),
  wide('Subobject', event => event.involvedObject?.fieldPath ?? ''),
  wide('Source', event =>
    [
      event.source?.component || event.reportingComponent,
      event.source?.host || event.reportingInstance,
    ]
      .filter(Boolean)
      .join(', '),
  ),
  text('Message', event => (event.message ?? '').trim()),
  wide('First Seen', firstSeen),
  wide('Count', event => event.series?.count ?? (event.count || 1)),
  { ...NAME, priority: 1 },
];

const storageClass = ({ metadata, spec }: KubeObject) =>
  metadata.annotations?.['volume.beta.kubernetes.io/storage-class'] ??
  spec?.storageClassName ??
  '';

const phase = ({ metadata, status }: KubeObject) =>
  metadata.deletionTimestamp ? 'Terminating' : status?.phase ?? '';

export const PERSISTENT_VOLUME: Column[] = [
  NAME,
  text('Capacity', ({ spec }) => spec?.capacity?.storage ?? '0'),
  text('Access Modes', ({ spec }) => accessModes(spec?.accessModes)),
  text('Reclaim Policy', ({ spec }) => spec?.persistentVolumeReclaimPolicy),
  text('Status', phase),
  text('Claim', ({ spec }) =>
    spec?.claimRef ? `${spec.claimRef.namespace}/${spec.claimRef.name}` : '',
  ),
  text('StorageClass', storageClass),
  text(
    'VolumeAttributesClass',
    ({ spec }) => spec?.volumeAttributesClassName ?? '<unset>',
  ),
  text('Reason', ({ status }) => status?.reason ?? ''),
  AGE,
  wide('VolumeMode', ({ spec }) => spec?.volumeMode ?? '<unset>'),
];

export const PERSISTENT_VOLUME_CLAIM: Column[] = [
  NAME,
  text('Status', phase),
  text('Volume', ({ spec }) => spec?.volumeName ?? ''),
  text('Capacity', ({ spec, status }) =>
    spec?.volumeName ? status?.capacity?.storage ?? '0' : '',
  ),
  text('Access Modes', ({ spec, status }) =>
    spec?.volumeName ? accessModes(status?.accessModes) : '',
  ),
  text('StorageClass', storageClass),
  text(
    'VolumeAttributesClass',
    ({ spec }) => spec?.volumeAttributesClassName ?? '<unset>',
  ),
  AGE,
  wide('VolumeMode', ({ spec }) => spec?.volumeMode ?? '<unset>'),
];

const DEFAULT_CLASS = 'storageclass.kubernetes.io/is-default-class';

export const STORAGE_CLASS: Column[] = [
  {
    ...NAME,
    cell: ({ metadata }) =>
      metadata.annotations?.[DEFAULT_CLASS] === 'true'
        ? `${metadata.name} (default)`
        : metadata.name,
  },
  text('Provisioner', object => object.provisioner),
  text('ReclaimPolicy', object => object.reclaimPolicy ?? 'Delete'),
  text('VolumeBindingMode', object => object.volumeBindingMode ?? 'Immediate'),
  text('AllowVolumeExpansion', object => object.allowVolumeExpansion ?? false),
  AGE,
];

export const LEASE: Column[] = [
  NAME,
  text('Holder', ({ spec }) => spec?.holderIdentity ?? ''),
  AGE,
];

export const PRIORITY_CLASS: Column[] = [
  NAME,
  integer('Value', object => object.value ?? 0),
  boolean('Global-Default', object => object.globalDefault ?? false),
  AGE,
];
