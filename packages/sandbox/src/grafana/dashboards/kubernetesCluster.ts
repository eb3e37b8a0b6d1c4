import { dashboard, variable } from './dashboard';
import { bargauge, gauge, row, stat, table, timeseries } from './panels';
import { promql, promqlNow } from './targets';

const USE: [string, number][] = [
  ['orange', 0.75],
  ['red', 0.9],
];

/** Nodes, pods and volumes of the cluster. */
export const KUBERNETES_CLUSTER = dashboard(
  2,
  'kubernetes-cluster',
  'Titanium / Kubernetes cluster',
  'Nodes, pods and PersistentVolumes.',
  [
    variable({
      name: 'namespace',
      label: 'Namespace',
      query: 'label_values(kube_pod_status_phase, namespace)',
      current: ['titanium-prod'],
      multi: true,
    }),
  ],
  [
    row(1, 0, 'Nodes'),
    stat(2, [0, 1, 6, 4], {
      title: 'Nodes ready',
      unit: 'short',
      targets: [
        promqlNow(
          'A',
          'sum(kube_node_status_condition{condition="Ready",status="true"})',
          'ready',
        ),
      ],
    }),
    stat(3, [6, 1, 6, 4], {
      title: 'Pods running',
      unit: 'short',
      targets: [
        promqlNow(
          'A',
          'sum(kube_pod_status_phase{phase="Running",namespace=~"$namespace"})',
          'running',
        ),
      ],
    }),
    stat(4, [12, 1, 6, 4], {
      title: 'Restarts in an hour',
      unit: 'short',
      decimals: 0,
      thresholds: [
        ['orange', 1],
        ['red', 5],
      ],
      targets: [
        promqlNow(
          'A',
          'sum(increase(kube_pod_container_status_restarts_total{namespace=~"$namespace"}[1h]))',
          'restarts',
        ),
      ],
    }),
    gauge(5, [18, 1, 6, 4], {
      title: 'CPU of the nodes',
      unit: 'percentunit',
      min: 0,
      max: 1,
      thresholds: USE,
      targets: [
        promqlNow(
          'A',
          '1 - avg(rate(node_cpu_seconds_total{mode="idle"}[5m]))',
          'CPU',
        ),
      ],
    }),
    timeseries(6, [0, 5, 12, 8], {
      title: 'CPU by node',
      unit: 'percentunit',
      min: 0,
      max: 1,
      thresholds: [['red', 0.9]],
      targets: [
        promql(
          'A',
          '1 - avg by (instance) (rate(node_cpu_seconds_total{mode="idle"}[$__rate_interval]))',
          '{{instance}}',
        ),
      ],
    }),
    timeseries(7, [12, 5, 12, 8], {
      title: 'Memory by node',
      unit: 'percentunit',
      min: 0,
      max: 1,
      targets: [
        promql(
          'A',
          '1 - node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes',
          '{{instance}}',
        ),
      ],
    }),
    row(8, 13, 'Pods'),
    timeseries(9, [0, 14, 12, 8], {
      title: 'Pods by phase',
      unit: 'short',
      fill: true,
      stacked: true,
      targets: [
        promql(
          'A',
          'sum by (phase) (kube_pod_status_phase{namespace=~"$namespace"})',
          '{{phase}}',
        ),
      ],
    }),
    table(10, [12, 14, 12, 8], {
      title: 'Replicas',
      unit: 'short',
      targets: [
        promqlNow(
          'A',
          'kube_deployment_spec_replicas{namespace=~"$namespace"}',
          '',
          'table',
        ),
        promqlNow(
          'B',
          'kube_deployment_status_replicas_available{namespace=~"$namespace"}',
          '',
          'table',
        ),
      ],
    }),
    row(11, 22, 'Storage'),
    bargauge(12, [0, 23, 12, 7], {
      title: 'PersistentVolumes',
      unit: 'percentunit',
      min: 0,
      max: 1,
      thresholds: [
        ['orange', 0.7],
        ['red', 0.8],
      ],
      targets: [
        promqlNow(
          'A',
          'kubelet_volume_stats_used_bytes / kubelet_volume_stats_capacity_bytes',
          '{{persistentvolumeclaim}}',
        ),
      ],
    }),
    bargauge(13, [12, 23, 12, 7], {
      title: 'Disks of the nodes',
      unit: 'percentunit',
      min: 0,
      max: 1,
      thresholds: [
        ['orange', 0.7],
        ['red', 0.8],
      ],
      targets: [
        promqlNow(
          'A',
          '1 - node_filesystem_avail_bytes{mountpoint="/"} / node_filesystem_size_bytes{mountpoint="/"}',
          '{{instance}}',
        ),
      ],
    }),
  ],
);
