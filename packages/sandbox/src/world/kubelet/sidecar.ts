import { KubeObject } from '../types';

const PROXY_IMAGE = 'docker.io/istio/proxyv2:1.20.1';

const security = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  privileged: false,
  readOnlyRootFilesystem: true,
  runAsGroup: 1337,
  runAsNonRoot: true,
  runAsUser: 1337,
};

const defaults = {
  imagePullPolicy: 'IfNotPresent',
  terminationMessagePath: '/dev/termination-log',
  terminationMessagePolicy: 'File',
};

/** Adds Istio's proxy and its init container, as the mesh's admission webhook does in a labelled namespace. */
export function injectSidecar(pod: KubeObject): KubeObject {
  const { annotations = {}, labels = {} } = pod.metadata;
  const wanted =
    annotations['sidecar.istio.io/inject'] ?? labels['sidecar.istio.io/inject'];
  const present = pod.spec.containers.some(
    (container: { name: string }) => container.name === 'istio-proxy',
  );
  if (wanted === 'false' || present || pod.spec.hostNetwork) {
    return pod;
  }
  return {
    ...pod,
    metadata: {
      ...pod.metadata,
      labels: {
        ...labels,
        'security.istio.io/tlsMode': 'istio',
        'service.istio.io/canonical-name': labels.app ?? pod.metadata.name,
        'service.istio.io/canonical-revision': labels.version ?? 'latest',
      },
      annotations: {
        ...annotations,
        'kubectl.kubernetes.io/default-container': pod.spec.containers[0].name,
        'kubectl.kubernetes.io/default-logs-container':
          pod.spec.containers[0].name,
        'sidecar.istio.io/status':
          '{"initContainers":["istio-init"],"containers":["istio-proxy"],"revision":"default"}',
      },
    },
    spec: {
      ...pod.spec,
      initContainers: [...(pod.spec.initContainers ?? []), initContainer()],
      containers: [...pod.spec.containers, proxyContainer()],
      volumes: [
        ...(pod.spec.volumes ?? []),
        { name: 'istio-envoy', emptyDir: { medium: 'Memory' } },
        { name: 'istio-data', emptyDir: {} },
      ],
    },
  };
}

function initContainer() {
  return {
    name: 'istio-init',
    image: PROXY_IMAGE,
    args: ['istio-iptables', '-p', '15001', '-z', '15006', '-u', '1337'],
    resources: {
      limits: { cpu: '2', memory: '1Gi' },
      requests: { cpu: '10m', memory: '40Mi' },
    },
    securityContext: {
      capabilities: { add: ['NET_ADMIN', 'NET_RAW'], drop: ['ALL'] },
      runAsUser: 0,
    },
    ...defaults,
  };
}

function proxyContainer() {
  return {
    name: 'istio-proxy',
    image: PROXY_IMAGE,
    args: [
      'proxy',
      'sidecar',
      '--domain',
      '$(POD_NAMESPACE).svc.cluster.local',
    ],
    env: [
      {
        name: 'POD_NAMESPACE',
        valueFrom: {
          fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' },
        },
      },
    ],
    ports: [{ containerPort: 15090, name: 'http-envoy-prom', protocol: 'TCP' }],
    readinessProbe: {
      httpGet: { path: '/healthz/ready', port: 15021, scheme: 'HTTP' },
      initialDelaySeconds: 1,
      periodSeconds: 15,
      timeoutSeconds: 3,
      successThreshold: 1,
      failureThreshold: 4,
    },
    resources: {
      limits: { cpu: '2', memory: '1Gi' },
      requests: { cpu: '10m', memory: '40Mi' },
    },
    securityContext: security,
    volumeMounts: [
      { name: 'istio-envoy', mountPath: '/etc/istio/proxy' },
      { name: 'istio-data', mountPath: '/var/lib/istio/data' },
    ],
    ...defaults,
  };
}
