import { SeededRandom } from '../../random';
import { SeedObject, base64, seedObject } from '../manifest';
import { daemonSet, resources, service, statefulSet } from '../workloads';
import { app, named } from './app';

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
