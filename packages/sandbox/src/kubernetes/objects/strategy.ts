import { KubeObject, World } from '../../world/types';
import { ResourceType } from '../resources/types';

/** What of the server a new object's first state follows from. */
type ApiState = { world: Pick<World, 'store' | 'random'> };

function hasStatus(type: ResourceType): boolean {
  return type.subresources.some(({ name }) => name === 'status');
}

/** What each kind gets at its creation, before defaults. */
const CREATE: Record<string, (object: KubeObject, api: ApiState) => void> = {
  Pod(pod) {
    pod.status = { phase: 'Pending', qosClass: qosClass(pod.spec) };
  },
  Namespace(namespace) {
    namespace.status = { phase: 'Active' };
    namespace.spec = { ...namespace.spec, finalizers: ['kubernetes'] };
    namespace.metadata.labels = {
      ...namespace.metadata.labels,
      'kubernetes.io/metadata.name': namespace.metadata.name,
    };
  },
  Service(service, api) {
    allocateAddress(service, api);
    service.status = { loadBalancer: {} };
  },
  PersistentVolumeClaim(claim) {
    claim.status = { phase: 'Pending' };
  },
  Job(job, api) {
    selectOwnPods(job, api);
  },
  Secret(secret) {
    for (const [key, text] of Object.entries(secret.stringData ?? {})) {
      secret.data = {
        ...secret.data,
        [key]: Buffer.from(String(text)).toString('base64'),
      };
    }
    delete secret.stringData;
  },
};

/** Clears what only controllers write, and sets what the server itself knows. */
export function prepareForCreate(
  type: ResourceType,
  object: KubeObject,
  api: ApiState,
): void {
  if (hasStatus(type)) {
    delete object.status;
    if (!type.custom) {
      object.status = {};
    }
  }
  if (!type.custom) {
    CREATE[type.kind]?.(object, api);
  }
}

/** Keeps the part of an object that the request's subresource does not write. */
export function prepareForUpdate(
  type: ResourceType,
  object: KubeObject,
  current: KubeObject,
  subresource?: 'status' | 'scale',
): void {
  if (subresource === 'status') {
    const { status } = object;
    for (const key of Object.keys(object)) {
      delete object[key];
    }
    Object.assign(object, structuredClone(current), { status });
    return;
  }
  if (hasStatus(type)) {
    object.status = structuredClone(current.status);
  }
  if (type.kind === 'Secret' && object.stringData) {
    CREATE.Secret(object, undefined as never);
  }
  if (type.kind === 'Service' && object.spec) {
    for (const key of ['clusterIP', 'clusterIPs'] as const) {
      object.spec[key] ??= current.spec?.[key];
    }
  }
}

function qosClass(spec: any): string {
  const containers: any[] = [
    ...(spec?.containers ?? []),
    ...(spec?.initContainers ?? []),
  ];
  const resources = containers.map(container => container.resources ?? {});
  if (
    resources.every(
      ({ requests, limits }) =>
        !Object.keys(requests ?? {}).length &&
        !Object.keys(limits ?? {}).length,
    )
  ) {
    return 'BestEffort';
  }
  const guaranteed = resources.every(({ requests, limits }) =>
    ['cpu', 'memory'].every(
      name =>
        limits?.[name] !== undefined &&
        (requests?.[name] === undefined || requests[name] === limits[name]),
    ),
  );
  return guaranteed ? 'Guaranteed' : 'Burstable';
}

const SERVICES = { group: '', resource: 'services' };

/** The next free address of the service network 10.96.0.0/12. */
function allocateAddress(service: KubeObject, api: ApiState): void {
  const { spec } = service;
  if (!spec || spec.type === 'ExternalName' || spec.clusterIP) {
    if (spec?.clusterIP && !spec.clusterIPs) {
      spec.clusterIPs = [spec.clusterIP];
    }
    return;
  }
  const taken = new Set(
    api.world.store.list(SERVICES).map(other => other.spec?.clusterIP),
  );
  let address: string;
  do {
    const { random } = api.world;
    address = `10.${random.int(96, 111)}.${random.int(0, 255)}.${random.int(
      1,
      254,
    )}`;
  } while (taken.has(address));
  spec.clusterIP = address;
  spec.clusterIPs = [address];
}

/** A Job without a selector of its own selects its pods by its uid. */
function selectOwnPods(job: KubeObject, api: ApiState): void {
  const { spec } = job;
  if (!spec?.template || spec.manualSelector) {
    return;
  }
  const uid = api.world.random.uuid();
  job.metadata.uid = uid;
  spec.selector = {
    matchLabels: { 'batch.kubernetes.io/controller-uid': uid },
  };
  spec.template.metadata = {
    ...spec.template.metadata,
    labels: {
      ...spec.template.metadata?.labels,
      'batch.kubernetes.io/controller-uid': uid,
      'batch.kubernetes.io/job-name': job.metadata.name,
      'controller-uid': uid,
      'job-name': job.metadata.name,
    },
  };
}
