import { SeededRandom } from '../random';
import { SeedObject, base64, seedObject } from './manifest';
import {
  daemonSet,
  deployment,
  resources,
  service,
  statefulSet,
} from './workloads';

/** The label that most charts select by. */
const named = (name: string, extra: Record<string, string> = {}) => ({
  'app.kubernetes.io/name': name,
  ...extra,
});

function app(
  namespace: string,
  name: string,
  image: string,
  request: [string, string],
  extra: { labels?: Record<string, string>; container?: string } = {},
): SeedObject {
  return deployment({
    name,
    namespace,
    labels: named(name, extra.labels),
    containers: [
      {
        name: extra.container ?? name,
        image,
        resources: resources(request),
      },
    ],
  });
}

/** The service mesh's own workloads. */
export function istioSeed(): SeedObject[] {
  const namespace = 'istio-system';
  return [
    app(
      namespace,
      'istiod',
      'docker.io/istio/pilot:1.20.1',
      ['200m', '256Mi'],
      {
        labels: { istio: 'pilot' },
        container: 'discovery',
      },
    ),
    app(
      namespace,
      'istio-ingressgateway',
      'docker.io/istio/proxyv2:1.20.1',
      ['100m', '128Mi'],
      { labels: { istio: 'ingressgateway' }, container: 'istio-proxy' },
    ),
    service({
      name: 'istiod',
      namespace,
      selector: { istio: 'pilot' },
      clusterIP: '10.96.41.10',
      ports: [
        { name: 'grpc-xds', port: 15010 },
        { name: 'https-dns', port: 15012 },
      ],
    }),
    service({
      name: 'istio-ingressgateway',
      namespace,
      selector: { istio: 'ingressgateway' },
      clusterIP: '10.96.41.11',
      type: 'LoadBalancer',
      ports: [{ name: 'http2', port: 80, targetPort: 8080, nodePort: 31380 }],
    }),
    seedObject('peerAuthentications', {
      metadata: { name: 'default', namespace },
      spec: { mtls: { mode: 'STRICT' } },
    }),
    ...['istiod', 'envoy-stats'].map(name =>
      seedObject('serviceMonitors', {
        metadata: { name, namespace, labels: { release: 'prometheus' } },
        spec: {
          selector: { matchLabels: { istio: 'pilot' } },
          endpoints: [{ port: 'http-monitoring', interval: '15s' }],
        },
      }),
    ),
  ];
}

/** Prometheus, Grafana, Loki and their company. */
export function monitoringSeed(random: SeededRandom): SeedObject[] {
  const namespace = 'monitoring';
  const stateful = (
    name: string,
    appName: string,
    image: string,
    request: [string, string],
    serviceName: string,
  ) =>
    statefulSet({
      name,
      namespace,
      serviceName,
      labels: named(appName),
      containers: [{ name: appName, image, resources: resources(request) }],
    });
  const daemon = (name: string, image: string) =>
    daemonSet({
      name,
      namespace,
      labels: named(name),
      pod: {
        tolerations: [
          { key: 'node-role.kubernetes.io/control-plane', operator: 'Exists' },
        ],
      },
      containers: [{ name, image, resources: resources(['50m', '64Mi']) }],
    });
  return [
    stateful(
      'prometheus-prometheus',
      'prometheus',
      'quay.io/prometheus/prometheus:v2.53.1',
      ['300m', '512Mi'],
      'prometheus-operated',
    ),
    stateful(
      'alertmanager-alertmanager',
      'alertmanager',
      'quay.io/prometheus/alertmanager:v0.27.0',
      ['50m', '64Mi'],
      'alertmanager-operated',
    ),
    stateful('loki', 'loki', 'grafana/loki:3.1.0', ['150m', '256Mi'], 'loki'),
    daemon('promtail', 'grafana/promtail:3.1.0'),
    daemon('node-exporter', 'quay.io/prometheus/node-exporter:v1.8.2'),
    app(namespace, 'grafana', 'grafana/grafana:11.1.0', ['100m', '192Mi']),
    app(
      namespace,
      'prometheus-operator',
      'quay.io/prometheus-operator/prometheus-operator:v0.75.1',
      ['50m', '64Mi'],
    ),
    app(
      namespace,
      'kube-state-metrics',
      'registry.k8s.io/kube-state-metrics/kube-state-metrics:v2.12.0',
      ['50m', '64Mi'],
    ),
    app(namespace, 'kiali', 'quay.io/kiali/kiali:v1.79', ['50m', '96Mi']),
    service({
      name: 'prometheus-operated',
      namespace,
      selector: named('prometheus'),
      clusterIP: 'None',
      ports: [{ name: 'http-web', port: 9090 }],
    }),
    service({
      name: 'alertmanager-operated',
      namespace,
      selector: named('alertmanager'),
      clusterIP: 'None',
      ports: [{ name: 'http-web', port: 9093 }],
    }),
    service({
      name: 'loki',
      namespace,
      selector: named('loki'),
      clusterIP: '10.96.42.12',
      ports: [{ name: 'http-metrics', port: 3100 }],
    }),
    service({
      name: 'grafana',
      namespace,
      selector: named('grafana'),
      clusterIP: '10.96.42.13',
      type: 'NodePort',
      ports: [{ name: 'http', port: 80, targetPort: 3000, nodePort: 30300 }],
    }),
    service({
      name: 'kiali',
      namespace,
      selector: named('kiali'),
      clusterIP: '10.96.42.14',
      ports: [{ name: 'http', port: 20001 }],
    }),
    seedObject('secrets', {
      metadata: { name: 'grafana', namespace },
      type: 'Opaque',
      data: {
        'admin-user': base64('admin'),
        'admin-password': base64(random.secret(24)),
      },
    }),
  ];
}

/** Argo CD, and what it deploys. */
export function argocdSeed(random: SeededRandom): SeedObject[] {
  const namespace = 'argocd';
  const image = 'quay.io/argoproj/argocd:v2.11.5';
  const part = { 'app.kubernetes.io/part-of': 'argocd' };
  return [
    app(namespace, 'argocd-server', image, ['50m', '128Mi'], { labels: part }),
    app(namespace, 'argocd-repo-server', image, ['100m', '192Mi'], {
      labels: part,
    }),
    app(namespace, 'argocd-redis', 'redis:7.0.15-alpine', ['20m', '32Mi'], {
      labels: part,
      container: 'redis',
    }),
    statefulSet({
      name: 'argocd-application-controller',
      namespace,
      serviceName: 'argocd-application-controller',
      labels: named('argocd-application-controller', part),
      containers: [
        {
          name: 'argocd-application-controller',
          image,
          resources: resources(['150m', '256Mi']),
        },
      ],
    }),
    service({
      name: 'argocd-server',
      namespace,
      selector: named('argocd-server'),
      clusterIP: '10.96.43.10',
      ports: [
        { name: 'http', port: 80, targetPort: 8080 },
        { name: 'https', port: 443, targetPort: 8080 },
      ],
    }),
    service({
      name: 'argocd-repo-server',
      namespace,
      selector: named('argocd-repo-server'),
      clusterIP: '10.96.43.11',
      ports: [{ name: 'server', port: 8081 }],
    }),
    service({
      name: 'argocd-redis',
      namespace,
      selector: named('argocd-redis'),
      clusterIP: '10.96.43.12',
      ports: [{ name: 'tcp-redis', port: 6379 }],
    }),
    seedObject('secrets', {
      metadata: { name: 'argocd-initial-admin-secret', namespace },
      type: 'Opaque',
      data: { password: base64(random.secret(16)) },
    }),
    seedObject('appProjects', {
      metadata: { name: 'default', namespace },
      spec: {
        sourceRepos: ['*'],
        destinations: [{ namespace: '*', server: '*' }],
        clusterResourceWhitelist: [{ group: '*', kind: '*' }],
      },
    }),
    application(random),
  ];
}

function application(random: SeededRandom): SeedObject {
  const revision = Array.from({ length: 40 }, () =>
    random.int(0, 15).toString(16),
  ).join('');
  const source = {
    repoURL: 'https://github.com/titanium-portal/k8s-manifests.git',
    path: 'k8s-manifests/overlays/solid-cloud',
    targetRevision: 'main',
  };
  const destination = {
    server: 'https://kubernetes.default.svc',
    namespace: 'titanium-prod',
  };
  return seedObject('applications', {
    metadata: { name: 'titanium-prod', namespace: 'argocd' },
    spec: {
      project: 'default',
      source,
      destination,
      revisionHistoryLimit: 10,
      syncPolicy: { syncOptions: ['CreateNamespace=true'] },
    },
    status: {
      health: { status: 'Healthy' },
      sync: {
        status: 'Synced',
        revision,
        comparedTo: { source, destination },
      },
      sourceType: 'Kustomize',
    },
  });
}
