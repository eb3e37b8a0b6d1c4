import { dashboard, variable } from './dashboard';
import { bargauge, gauge, panel, row, stat, table, timeseries } from './panels';
import { logql, promql, promqlNow } from './targets';

const SERVED =
  'reporter="destination",destination_service_namespace="$namespace",destination_service_name=~"$service"';
const FAILED = `${SERVED},response_code=~"5.."`;

const requests = (matchers: string, by: string) =>
  `sum by (${by}) (rate(istio_requests_total{${matchers}}[$__rate_interval]))`;

const quantile = (share: number) =>
  `histogram_quantile(${share}, sum by (le, destination_service_name) (rate(istio_request_duration_milliseconds_bucket{${SERVED}}[$__rate_interval])))`;

const errorRatio = `sum by (destination_service_name) (rate(istio_requests_total{${FAILED}}[$__rate_interval])) / sum by (destination_service_name) (rate(istio_requests_total{${SERVED}}[$__rate_interval]))`;

/** Latency, traffic, errors and saturation of the services. */
export const GOLDEN_SIGNALS = dashboard(
  1,
  'golden-signals',
  'Titanium / Golden signals',
  'Latency, traffic, errors and saturation, as the mesh and the kubelets see them.',
  [
    variable({
      name: 'namespace',
      label: 'Namespace',
      query:
        'label_values(istio_requests_total, destination_service_namespace)',
      current: ['titanium-prod'],
    }),
    variable({
      name: 'service',
      label: 'Service',
      query:
        'label_values(istio_requests_total{destination_service_namespace="$namespace"}, destination_service_name)',
      current: ['prod-api-gateway'],
      multi: true,
    }),
  ],
  [
    row(1, 0, 'Now'),
    stat(2, [0, 1, 6, 4], {
      title: 'Traffic',
      unit: 'reqps',
      decimals: 1,
      targets: [
        promql(
          'A',
          `sum(rate(istio_requests_total{${SERVED}}[$__rate_interval]))`,
          'requests',
        ),
      ],
    }),
    stat(3, [6, 1, 6, 4], {
      title: 'Errors',
      unit: 'percentunit',
      decimals: 2,
      thresholds: [
        ['orange', 0.01],
        ['red', 0.05],
      ],
      targets: [
        promql(
          'A',
          `sum(rate(istio_requests_total{${FAILED}}[$__rate_interval])) / sum(rate(istio_requests_total{${SERVED}}[$__rate_interval]))`,
          '5xx',
        ),
      ],
    }),
    stat(4, [12, 1, 6, 4], {
      title: 'Latency P99',
      unit: 'ms',
      decimals: 0,
      thresholds: [
        ['orange', 500],
        ['red', 1000],
      ],
      targets: [
        promql(
          'A',
          `histogram_quantile(0.99, sum by (le) (rate(istio_request_duration_milliseconds_bucket{${SERVED}}[$__rate_interval])))`,
          'P99',
        ),
      ],
    }),
    gauge(5, [18, 1, 6, 4], {
      title: 'CPU of the limit',
      unit: 'percentunit',
      min: 0,
      max: 1,
      thresholds: [
        ['orange', 0.7],
        ['red', 0.9],
      ],
      targets: [
        promqlNow(
          'A',
          'sum(rate(container_cpu_usage_seconds_total{namespace="$namespace"}[5m])) / sum(kube_pod_container_resource_limits{namespace="$namespace",resource="cpu"})',
          'CPU',
        ),
      ],
    }),
    row(6, 5, 'Latency and traffic'),
    timeseries(7, [0, 6, 12, 8], {
      title: 'Latency P95 and P99',
      unit: 'ms',
      targets: [
        promql('A', quantile(0.95), 'P95 {{destination_service_name}}'),
        promql('B', quantile(0.99), 'P99 {{destination_service_name}}'),
      ],
    }),
    timeseries(8, [12, 6, 12, 8], {
      title: 'Traffic',
      unit: 'reqps',
      fill: true,
      stacked: true,
      targets: [
        promql(
          'A',
          requests(SERVED, 'destination_service_name'),
          '{{destination_service_name}}',
        ),
      ],
    }),
    row(9, 14, 'Errors'),
    timeseries(10, [0, 15, 12, 8], {
      title: 'Share of 5xx',
      unit: 'percentunit',
      min: 0,
      thresholds: [['red', 0.05]],
      targets: [promql('A', errorRatio, '{{destination_service_name}}')],
    }),
    timeseries(11, [12, 15, 12, 8], {
      title: 'Lines by level',
      description: 'What the containers of the namespace log.',
      unit: 'short',
      fill: true,
      stacked: true,
      targets: [
        logql(
          'A',
          'sum by (detected_level) (count_over_time({namespace="$namespace", container!="istio-proxy"}[$__interval]))',
          '{{detected_level}}',
        ),
      ],
    }),
    table(12, [0, 23, 12, 7], {
      title: 'Requests by answer',
      unit: 'reqps',
      decimals: 2,
      targets: [
        promqlNow(
          'A',
          `sum by (destination_service_name, response_code) (rate(istio_requests_total{${SERVED}}[5m]))`,
          '',
          'table',
        ),
      ],
    }),
    panel(
      13,
      'heatmap',
      [12, 23, 12, 7],
      {
        title: 'Durations',
        unit: 'ms',
        targets: [
          {
            ...promql(
              'A',
              `sum by (le) (increase(istio_request_duration_milliseconds_bucket{${SERVED}}[$__rate_interval]))`,
              '{{le}}',
            ),
            format: 'heatmap',
          },
        ],
      },
      {
        options: {
          calculate: false,
          cellGap: 1,
          color: { mode: 'scheme', scheme: 'Oranges', steps: 64 },
          yAxis: { axisPlacement: 'left', unit: 'ms' },
        },
      },
    ),
    row(14, 30, 'Saturation'),
    timeseries(15, [0, 31, 12, 8], {
      title: 'CPU cores in use',
      unit: 'short',
      fill: true,
      targets: [
        promql(
          'A',
          'sum by (pod) (rate(container_cpu_usage_seconds_total{namespace="$namespace"}[$__rate_interval]))',
          '{{pod}}',
        ),
      ],
    }),
    bargauge(16, [12, 31, 12, 8], {
      title: 'Memory of the limit',
      unit: 'percentunit',
      min: 0,
      max: 1,
      thresholds: [
        ['orange', 0.75],
        ['red', 0.9],
      ],
      targets: [
        promqlNow(
          'A',
          'sum by (pod) (container_memory_working_set_bytes{namespace="$namespace"}) / sum by (pod) (kube_pod_container_resource_limits{namespace="$namespace",resource="memory"})',
          '{{pod}}',
        ),
      ],
    }),
  ],
);
