import { LabelMatcher, matcherText } from '../../grammar/labelMatchers';

export type SignalName = 'traffic' | 'errors' | 'latency' | 'saturation';

/** One line of a golden signal. */
export interface SignalDefinition {
  signal: SignalName;
  part: 'total' | 'p50' | 'p95' | 'p99' | 'cpu' | 'memory';
  /** Grafana's unit id. */
  unit: string;
  /** Whether the overview shows it as the signal's value; of several, the highest. */
  main: boolean;
  /** PromQL for an entity's matchers; `window` is a duration for rates. */
  query(matchers: readonly LabelMatcher[], window: string): string;
}

const list = (matchers: readonly LabelMatcher[], ...more: string[]) =>
  [...matchers.map(matcherText), ...more].join(', ');

// Istio's standard metrics, as the receiving side counts them: one count for each request.
const requests = (
  matchers: readonly LabelMatcher[],
  window: string,
  ...more: string[]
) =>
  `sum(rate(istio_requests_total{${list(
    matchers,
    'reporter="destination"',
    ...more,
  )}}[${window}]))`;

const duration = (part: 'p50' | 'p95' | 'p99'): SignalDefinition => ({
  signal: 'latency',
  part,
  unit: 'ms',
  main: part === 'p95',
  query: (matchers, window) =>
    `histogram_quantile(0.${part.slice(
      1,
    )}, sum by (le) (rate(istio_request_duration_milliseconds_bucket{${list(
      matchers,
      'reporter="destination"',
    )}}[${window}])))`,
});

/** Labels that metrics of containers have themselves; others are labels of the pod, in `kube_pod_labels`. */
const OF_CONTAINERS = new Set(['namespace', 'pod', 'container', 'node']);

/**
 * Use against limit of the pod that is closest to it. Metrics of containers do not carry the labels of their pods:
 * kube-state-metrics' `kube_pod_labels` tells which pods are meant.
 */
function saturation(
  matchers: readonly LabelMatcher[],
  used: (selector: string) => string,
  resource: string,
): string {
  const own = matchers.filter(({ name }) => OF_CONTAINERS.has(name));
  const ofPods = matchers.filter(({ name }) => !OF_CONTAINERS.has(name));
  const limit = `sum by (namespace, pod) (kube_pod_container_resource_limits{${list(
    own,
    `resource="${resource}"`,
  )}})`;
  const ratio = `sum by (namespace, pod) (${used(
    list(own, 'container!=""', 'container!="POD"'),
  )}) / ${limit}`;
  const within = ofPods.length
    ? ` and on (namespace, pod) kube_pod_labels{${list([
        ...own,
        ...ofPods.map(matcher => ({
          ...matcher,
          name: `label_${matcher.name}`,
        })),
      ])}}`
    : '';
  return `max(${ratio}${within})`;
}

/** The golden signals of a service in a mesh of Istio, on Kubernetes. */
export const SIGNALS: readonly SignalDefinition[] = [
  {
    signal: 'traffic',
    part: 'total',
    unit: 'reqps',
    main: true,
    query: requests,
  },
  {
    signal: 'errors',
    part: 'total',
    unit: 'percentunit',
    main: true,
    // Without any failed request there is no series of them: that is zero, not unknown.
    query: (matchers, window) => {
      const all = requests(matchers, window);
      const failed = requests(matchers, window, 'response_code=~"5.."');
      return `(${failed} or ${all} * 0) / ${all}`;
    },
  },
  duration('p50'),
  duration('p95'),
  duration('p99'),
  {
    signal: 'saturation',
    part: 'cpu',
    unit: 'percentunit',
    main: true,
    query: (matchers, window) =>
      saturation(
        matchers,
        selector =>
          `rate(container_cpu_usage_seconds_total{${selector}}[${window}])`,
        'cpu',
      ),
  },
  {
    signal: 'saturation',
    part: 'memory',
    unit: 'percentunit',
    main: true,
    query: matchers =>
      saturation(
        matchers,
        selector => `container_memory_working_set_bytes{${selector}}`,
        'memory',
      ),
  },
];

/** How often metrics are collected, as assumed where nothing tells. */
const SCRAPE_SECONDS = 15;

/** A window for rates that always holds enough samples: as Grafana's `$__rate_interval`. */
export function rateWindow(stepSeconds: number): string {
  return `${Math.max(stepSeconds + SCRAPE_SECONDS, 4 * SCRAPE_SECONDS)}s`;
}
