/** What each exported metric is, by its family's name. */
export const METADATA: Readonly<
  Record<string, { type: string; help: string }>
> = {
  container_cpu_usage_seconds_total: {
    type: 'counter',
    help: 'Cumulative cpu time consumed by the container in core-seconds',
  },
  container_memory_working_set_bytes: {
    type: 'gauge',
    help: 'Current working set of the container in bytes',
  },
  istio_request_duration_milliseconds: {
    type: 'histogram',
    help: 'Duration of requests in milliseconds, by the proxy of the destination',
  },
  istio_requests_total: {
    type: 'counter',
    help: 'Requests handled by the proxy of the destination',
  },
  kube_deployment_spec_replicas: {
    type: 'gauge',
    help: 'Number of desired pods for a deployment.',
  },
  kube_deployment_status_replicas: {
    type: 'gauge',
    help: 'The number of replicas per deployment.',
  },
  kube_deployment_status_replicas_available: {
    type: 'gauge',
    help: 'The number of available replicas per deployment.',
  },
  kube_node_status_condition: {
    type: 'gauge',
    help: 'The condition of a cluster node.',
  },
  kube_pod_container_resource_limits: {
    type: 'gauge',
    help: 'The number of requested limit resource by a container.',
  },
  kube_pod_container_resource_requests: {
    type: 'gauge',
    help: 'The number of requested request resource by a container.',
  },
  kube_pod_container_status_restarts_total: {
    type: 'counter',
    help: 'The number of container restarts per container.',
  },
  kube_pod_labels: {
    type: 'gauge',
    help: 'Kubernetes labels converted to Prometheus labels.',
  },
  kube_pod_status_phase: { type: 'gauge', help: 'The pods current phase.' },
  kubelet_volume_stats_capacity_bytes: {
    type: 'gauge',
    help: 'Capacity in bytes of the volume',
  },
  kubelet_volume_stats_used_bytes: {
    type: 'gauge',
    help: 'Number of used bytes in the volume',
  },
  node_cpu_seconds_total: {
    type: 'counter',
    help: 'Seconds the CPUs spent in each mode.',
  },
  node_filesystem_avail_bytes: {
    type: 'gauge',
    help: 'Filesystem space available to non-root users in bytes.',
  },
  node_filesystem_size_bytes: {
    type: 'gauge',
    help: 'Filesystem size in bytes.',
  },
  node_memory_MemAvailable_bytes: {
    type: 'gauge',
    help: 'Memory information field MemAvailable_bytes.',
  },
  node_memory_MemTotal_bytes: {
    type: 'gauge',
    help: 'Memory information field MemTotal_bytes.',
  },
};
