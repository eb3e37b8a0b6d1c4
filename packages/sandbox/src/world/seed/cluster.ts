import { timestamp } from '../objects';
import { WorldTime } from '../types';
import { SeedObject, seedObject } from './manifest';
import { daemonSet, deployment, resources, service } from './workloads';

const VERSION = 'v1.29.7';

/** The platform's namespaces, its nodes and what every cluster has. */
export function clusterSeed(now: WorldTime): SeedObject[] {
  return [
    namespace('titanium-prod', { 'istio-injection': 'enabled' }),
    namespace('istio-system'),
    namespace('monitoring'),
    namespace('argocd'),
    ...[1, 2, 3].map(index =>
      node({
        name: `node-${index}`,
        address: `10.0.11.${167 + index}`,
        podCIDR: `10.244.${index - 1}.0/24`,
        isControlPlane: index === 1,
        now,
      }),
    ),
    seedObject('storageClasses', {
      metadata: {
        name: 'local-path',
        annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' },
      },
      provisioner: 'rancher.io/local-path',
      volumeBindingMode: 'WaitForFirstConsumer',
    }),
    ...['system-cluster-critical', 'system-node-critical'].map((name, index) =>
      seedObject('priorityClasses', {
        metadata: { name },
        value: 2_000_000_000 + index * 1000,
        globalDefault: false,
        preemptionPolicy: 'PreemptLowerPriority',
      }),
    ),
    ...kubernetesService(),
    ...systemWorkloads(),
  ];
}

export function namespace(
  name: string,
  labels: Record<string, string> = {},
): SeedObject {
  return seedObject('namespaces', {
    metadata: {
      name,
      labels: { ...labels, 'kubernetes.io/metadata.name': name },
    },
    spec: { finalizers: ['kubernetes'] },
    status: { phase: 'Active' },
  });
}

export interface NodeSpec {
  name: string;
  address: string;
  podCIDR: string;
  isControlPlane?: boolean;
  now: WorldTime;
  /** Default 110. */
  pods?: number;
  labels?: Record<string, string>;
  taints?: { key: string; value?: string; effect: string }[];
}

const CONDITIONS: [type: string, reason: string, message: string][] = [
  [
    'MemoryPressure',
    'KubeletHasSufficientMemory',
    'kubelet has sufficient memory available',
  ],
  ['DiskPressure', 'KubeletHasNoDiskPressure', 'kubelet has no disk pressure'],
  [
    'PIDPressure',
    'KubeletHasSufficientPID',
    'kubelet has sufficient PID available',
  ],
  ['Ready', 'KubeletReady', 'kubelet is posting ready status'],
];

export function node(spec: NodeSpec): SeedObject {
  const at = timestamp(spec.now);
  const pods = String(spec.pods ?? 110);
  return seedObject('nodes', {
    metadata: {
      name: spec.name,
      labels: {
        'beta.kubernetes.io/arch': 'amd64',
        'beta.kubernetes.io/os': 'linux',
        'kubernetes.io/arch': 'amd64',
        'kubernetes.io/hostname': spec.name,
        'kubernetes.io/os': 'linux',
        ...(spec.isControlPlane
          ? { 'node-role.kubernetes.io/control-plane': '' }
          : {}),
        ...spec.labels,
      },
    },
    spec: {
      podCIDR: spec.podCIDR,
      podCIDRs: [spec.podCIDR],
      ...(spec.taints ? { taints: spec.taints } : {}),
    },
    status: {
      capacity: {
        cpu: '4',
        'ephemeral-storage': '103074676Ki',
        'hugepages-2Mi': '0',
        memory: '8131524Ki',
        pods,
      },
      allocatable: {
        cpu: '3800m',
        'ephemeral-storage': '94993621Ki',
        'hugepages-2Mi': '0',
        memory: '7619524Ki',
        pods,
      },
      conditions: CONDITIONS.map(([type, reason, message]) => ({
        type,
        status: type === 'Ready' ? 'True' : 'False',
        lastHeartbeatTime: at,
        lastTransitionTime: at,
        reason,
        message,
      })),
      addresses: [
        { type: 'InternalIP', address: spec.address },
        { type: 'Hostname', address: spec.name },
      ],
      daemonEndpoints: { kubeletEndpoint: { Port: 10250 } },
      nodeInfo: {
        architecture: 'amd64',
        bootID: '',
        containerRuntimeVersion: 'containerd://1.7.19',
        kernelVersion: '5.15.0-116-generic',
        kubeProxyVersion: VERSION,
        kubeletVersion: VERSION,
        machineID: '',
        operatingSystem: 'linux',
        osImage: 'Ubuntu 22.04.4 LTS',
        systemUUID: '',
      },
      images: [],
    },
  });
}

function kubernetesService(): SeedObject[] {
  return [
    seedObject('services', {
      metadata: {
        name: 'kubernetes',
        namespace: 'default',
        labels: { component: 'apiserver', provider: 'kubernetes' },
      },
      spec: {
        type: 'ClusterIP',
        clusterIP: '10.96.0.1',
        clusterIPs: ['10.96.0.1'],
        ports: [{ name: 'https', port: 443, targetPort: 6443 }],
      },
      status: { loadBalancer: {} },
    }),
    seedObject('endpoints', {
      metadata: { name: 'kubernetes', namespace: 'default' },
      subsets: [
        {
          addresses: [{ ip: '10.0.11.168' }],
          ports: [{ name: 'https', port: 6443, protocol: 'TCP' }],
        },
      ],
    }),
  ];
}

function systemWorkloads(): SeedObject[] {
  const space = 'kube-system';
  const critical = { priorityClassName: 'system-cluster-critical' };
  return [
    deployment({
      name: 'coredns',
      namespace: space,
      labels: { 'app.kubernetes.io/name': 'coredns', 'k8s-app': 'kube-dns' },
      replicas: 2,
      pod: critical,
      containers: [
        {
          name: 'coredns',
          image: 'registry.k8s.io/coredns/coredns:v1.11.1',
          resources: resources(['100m', '70Mi']),
        },
      ],
    }),
    service({
      name: 'kube-dns',
      namespace: space,
      selector: { 'k8s-app': 'kube-dns' },
      clusterIP: '10.96.0.10',
      ports: [{ name: 'dns-tcp', port: 53 }],
    }),
    deployment({
      name: 'metrics-server',
      namespace: space,
      labels: { 'app.kubernetes.io/name': 'metrics-server' },
      pod: critical,
      containers: [
        {
          name: 'metrics-server',
          image: 'registry.k8s.io/metrics-server/metrics-server:v0.7.1',
          resources: resources(['100m', '200Mi']),
        },
      ],
    }),
    deployment({
      name: 'local-path-provisioner',
      namespace: space,
      labels: { 'app.kubernetes.io/name': 'local-path-provisioner' },
      containers: [
        {
          name: 'local-path-provisioner',
          image: 'rancher/local-path-provisioner:v0.0.28',
        },
      ],
    }),
    daemonSet({
      name: 'kube-proxy',
      namespace: space,
      labels: { 'app.kubernetes.io/name': 'kube-proxy' },
      pod: { hostNetwork: true, tolerations: [{ operator: 'Exists' }] },
      containers: [
        { name: 'kube-proxy', image: `registry.k8s.io/kube-proxy:${VERSION}` },
      ],
    }),
  ];
}
