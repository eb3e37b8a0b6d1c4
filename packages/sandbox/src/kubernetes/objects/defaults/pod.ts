import { setDefaults } from './set';

const PROBE = {
  timeoutSeconds: 1,
  periodSeconds: 10,
  successThreshold: 1,
  failureThreshold: 3,
};

function pullPolicy(image: string | undefined): string {
  const tag = /:([^:/@]+)$/.exec(image ?? '')?.[1];
  const pinned = image?.includes('@');
  return !pinned && (tag === undefined || tag === 'latest')
    ? 'Always'
    : 'IfNotPresent';
}

function defaultContainer(container: any): void {
  setDefaults(container, {
    resources: {},
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    imagePullPolicy: pullPolicy(container.image),
  });
  for (const port of container.ports ?? []) {
    setDefaults(port, { protocol: 'TCP' });
  }
  for (const name of ['livenessProbe', 'readinessProbe', 'startupProbe']) {
    setDefaults(container[name], PROBE);
    setDefaults(container[name]?.httpGet, { path: '/', scheme: 'HTTP' });
  }
  for (const { valueFrom } of container.env ?? []) {
    setDefaults(valueFrom?.fieldRef, { apiVersion: 'v1' });
  }
  const { limits } = container.resources;
  if (limits) {
    setDefaults(container.resources, { requests: {} });
    setDefaults(container.resources.requests, limits);
  }
}

const FILE_MODE = { defaultMode: 420 };

/** Defaults of a pod's specification; a template gets the same. */
export function defaultPodSpec(spec: any): void {
  setDefaults(spec, {
    restartPolicy: 'Always',
    terminationGracePeriodSeconds: 30,
    dnsPolicy: 'ClusterFirst',
    securityContext: {},
    schedulerName: 'default-scheduler',
  });
  if (spec?.serviceAccountName) {
    setDefaults(spec, { serviceAccount: spec.serviceAccountName });
  }
  for (const container of [
    ...(spec?.initContainers ?? []),
    ...(spec?.containers ?? []),
  ]) {
    defaultContainer(container);
  }
  for (const volume of spec?.volumes ?? []) {
    for (const kind of ['configMap', 'secret', 'projected', 'downwardAPI']) {
      setDefaults(volume[kind], FILE_MODE);
    }
    setDefaults(volume.hostPath, { type: '' });
  }
}
