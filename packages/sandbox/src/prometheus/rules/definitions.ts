/** An alerting rule as a rule file states it. */
export interface RuleDefinition {
  alert: string;
  /** In the server's own formatting, which `/api/v1/rules` answers. */
  expr: string;
  forMs: number;
  labels: Readonly<Record<string, string>>;
  annotations: Readonly<Record<string, string>>;
}

export interface RuleGroup {
  name: string;
  file: string;
  intervalMs: number;
  rules: readonly RuleDefinition[];
}

const MINUTE_MS = 60_000;
const RUNBOOK = '/docs/default/system/titanium/runbook';
const SERVICE = '{{ $labels.destination_service_name }}';
const POD_SERVICE = '{{ $labels.label_backstage_io_kubernetes_id }}';

const errors = (more: string) =>
  `sum by (namespace, app, destination_service_name) (rate(istio_requests_total{reporter="destination"${more}}[1m]))`;
const restarts = 'increase(kube_pod_container_status_restarts_total[1h])';
const podLabels = 'label_app, label_backstage_io_kubernetes_id';

/** The alerts of the platform: errors, CPU, restarts, disks. */
export const GROUPS: readonly RuleGroup[] = [
  {
    name: 'titanium',
    file: '/etc/prometheus/rules/titanium.yaml',
    intervalMs: 15_000,
    rules: [
      {
        alert: 'HighErrorRate',
        expr: `${errors(',response_code=~"5.."')} / ${errors('')} > 0.05`,
        forMs: MINUTE_MS,
        labels: { severity: 'critical', service: SERVICE },
        annotations: {
          summary: `${SERVICE} answers {{ $value | humanizePercentage }} of its requests with an error`,
          description:
            'More than 5 % of the requests of the last minute were answered with a 5xx status.',
          runbook_url: `${RUNBOOK}/rollout-and-rollback?entity=component:default/${SERVICE}#argocd-rollback`,
        },
      },
      {
        alert: 'HighCpuUsage',
        expr: '100 - avg by (instance) (rate(node_cpu_seconds_total{mode="idle"}[5m])) * 100 > 90',
        forMs: 5 * MINUTE_MS,
        labels: { severity: 'warning' },
        annotations: {
          summary:
            'The processors of {{ $labels.instance }} are {{ $value | humanize }} % busy',
          description: 'For five minutes less than 10 % of a node was idle.',
        },
      },
      {
        alert: 'PodRestarting',
        expr: `(sum by (namespace, pod) (${restarts}) * on (namespace, pod) group_left (${podLabels}) kube_pod_labels or on (namespace, pod) sum by (namespace, pod) (${restarts})) >= 5`,
        forMs: 0,
        labels: {
          severity: 'warning',
          app: '{{ $labels.label_app }}',
          service: POD_SERVICE,
        },
        annotations: {
          summary:
            '{{ $labels.pod }} has restarted {{ $value | humanize }} times within an hour',
          description:
            'A container of the pod ends again and again. Its previous log tells why.',
        },
      },
      {
        alert: 'DiskUsageHigh',
        expr: '(1 - node_filesystem_avail_bytes{fstype!="tmpfs"} / node_filesystem_size_bytes) * 100 > 80 or kubelet_volume_stats_used_bytes / kubelet_volume_stats_capacity_bytes * 100 > 80',
        forMs: 10 * MINUTE_MS,
        labels: { severity: 'warning' },
        annotations: {
          summary:
            '{{ $labels.instance }} {{ $labels.mountpoint }}{{ $labels.persistentvolumeclaim }} is {{ $value | humanize }} % full',
          description: 'For ten minutes more than 80 % of a disk was in use.',
        },
      },
    ],
  },
];
