import { SeedObject } from '../seed/manifest';
import { APP_SERVICES, AppService, NAMESPACE } from '../seed/titanium/services';
import { KubeObject } from '../types';
import { KUSTOMIZATION } from './kustomize';

/** Where each repository keeps what is deployed. */
export const OVERLAY = 'k8s-manifests/overlays/solid-cloud';
/** The second source of the blog service: its monitoring and network rules. */
export const BLOG_EXTRAS = repositoryOf('prod-blog-service-platform');

export type Changes = Record<string, KubeObject>;

export function repositoryOf(name: string): string {
  return `https://github.com/titanium-portal/${name}.git`;
}

const EXTRAS = ['networkpolicy', 'servicemonitor'];

const POSTGRES: Record<string, string> = {
  secret: 'Secret/postgres-secret',
  statefulset: 'StatefulSet/postgres',
  service: 'Service/postgres',
  'backup-pvc': 'PersistentVolumeClaim/backup-pvc',
  'backup-cronjob': 'CronJob/postgres-backup',
  networkpolicy: 'NetworkPolicy/allow-postgres',
};

/** The overlay of a service, and that of its second repository where it has one, as first rolled out. */
export function overlaysOf(
  name: string,
  seed: readonly SeedObject[],
): { main: Changes; extras: Changes } {
  const all = seed
    .map(({ object }) => object)
    .filter(({ metadata }) => metadata.namespace === NAMESPACE);
  const app = APP_SERVICES.find(({ id }) => id === name);
  const wanted = app ? namesOf(app) : POSTGRES;
  const pick = (kinds: Record<string, string>) =>
    Object.entries(kinds).map(([file, id]) => ({
      file: `${file}.yaml`,
      object: manifestOf(
        all.find(({ kind, metadata }) => `${kind}/${metadata.name}` === id)!,
      ),
    }));
  const extras = name === 'prod-blog-service' ? EXTRAS : [];
  const rest = Object.entries(wanted).filter(
    ([file]) => !extras.includes(file),
  );
  const other = Object.entries(wanted).filter(([file]) =>
    extras.includes(file),
  );
  return {
    main: overlay(pick(Object.fromEntries(rest)), app),
    extras: other.length ? overlay(pick(Object.fromEntries(other))) : {},
  };
}

/** Objects of a service by the name of their file. */
function namesOf({ id, app, workload }: AppService): Record<string, string> {
  return {
    ...(id === 'prod-api-gateway'
      ? {
          configmap: 'ConfigMap/prod-app-config',
          gateway: 'Gateway/prod-titanium-gateway',
          virtualservice: 'VirtualService/prod-titanium-vs',
        }
      : {}),
    ...(id === 'prod-user-service'
      ? { virtualservice: 'VirtualService/prod-user-service-vs' }
      : {}),
    serviceaccount: `ServiceAccount/${app}-sa`,
    deployment: `Deployment/${workload}`,
    service: `Service/${id}`,
    hpa: `HorizontalPodAutoscaler/${id}-hpa`,
    destinationrule: `DestinationRule/${id}-dr`,
    networkpolicy: `NetworkPolicy/allow-${app}`,
    servicemonitor: `ServiceMonitor/${id}`,
  };
}

function overlay(
  files: { file: string; object: KubeObject }[],
  app?: AppService,
): Changes {
  return {
    [`${OVERLAY}/${KUSTOMIZATION}`]: kustomization(
      files.map(({ file }) => file),
      app && { image: `idongju/${app.app}`, tag: app.releases[0].tag },
    ),
    ...Object.fromEntries(
      files.map(({ file, object }) => [`${OVERLAY}/${file}`, object]),
    ),
  };
}

function kustomization(
  resources: string[],
  image?: { image: string; tag: string },
): KubeObject {
  return {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    // A kustomization has no name; the field is of every object here.
    metadata: { name: '' },
    namespace: NAMESPACE,
    resources,
    ...(image ? { images: [{ name: image.image, newTag: image.tag }] } : {}),
  };
}

/** The manifest of an object: without what the cluster writes, and without replicas, which the autoscaler sets. */
export function manifestOf(object: KubeObject): KubeObject {
  const { status, ...manifest } = structuredClone(object);
  delete manifest.metadata.namespace;
  if (manifest.kind === 'Deployment') {
    delete manifest.spec.replicas;
  }
  if (manifest.kind === 'Service' && manifest.spec.clusterIP !== 'None') {
    delete manifest.spec.clusterIP;
    delete manifest.spec.clusterIPs;
  }
  // Builders write `undefined` for what they leave out; a file has no such thing.
  return JSON.parse(JSON.stringify(manifest));
}
