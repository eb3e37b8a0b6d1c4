import { KubeObject } from '../types';
import { SeedObject, seedObject } from './manifest';

export interface WorkloadSpec {
  name: string;
  namespace: string;
  labels: Record<string, string>;
  containers: KubeObject['spec'][];
  replicas?: number;
  annotations?: Record<string, string>;
  podAnnotations?: Record<string, string>;
  /** Fields of the pod's spec. */
  pod?: KubeObject['spec'];
  /** Fields of the workload's spec. */
  spec?: KubeObject['spec'];
}

function template(workload: WorkloadSpec) {
  return {
    metadata: {
      labels: workload.labels,
      ...(workload.podAnnotations
        ? { annotations: workload.podAnnotations }
        : {}),
    },
    spec: { ...workload.pod, containers: workload.containers },
  };
}

/** Labels that select a workload's pods; the ones that say more than identity stay out. */
function selector({ labels }: WorkloadSpec) {
  const key = 'app' in labels ? 'app' : 'app.kubernetes.io/name';
  return { matchLabels: { [key]: labels[key] } };
}

function metadata({ name, namespace, labels, annotations }: WorkloadSpec) {
  return { name, namespace, labels, ...(annotations ? { annotations } : {}) };
}

export function deployment(workload: WorkloadSpec): SeedObject {
  return seedObject('deployments', {
    metadata: metadata(workload),
    spec: {
      replicas: workload.replicas ?? 1,
      selector: selector(workload),
      template: template(workload),
      ...workload.spec,
    },
    status: {},
  });
}

export function statefulSet(
  workload: WorkloadSpec & { serviceName: string },
): SeedObject {
  return seedObject('statefulSets', {
    metadata: metadata(workload),
    spec: {
      replicas: workload.replicas ?? 1,
      serviceName: workload.serviceName,
      selector: selector(workload),
      template: template(workload),
      ...workload.spec,
    },
    status: { replicas: 0 },
  });
}

export function daemonSet(workload: WorkloadSpec): SeedObject {
  return seedObject('daemonSets', {
    metadata: metadata(workload),
    spec: {
      selector: selector(workload),
      template: template(workload),
      ...workload.spec,
    },
    status: {
      currentNumberScheduled: 0,
      numberMisscheduled: 0,
      desiredNumberScheduled: 0,
      numberReady: 0,
    },
  });
}

export interface ServiceSpec {
  name: string;
  namespace: string;
  selector: Record<string, string>;
  ports: {
    name: string;
    port: number;
    targetPort?: number | string;
    nodePort?: number;
  }[];
  clusterIP: string;
  type?: 'NodePort' | 'LoadBalancer';
  /** The address that the load balancer got. */
  externalIp?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
}

export function service(spec: ServiceSpec): SeedObject {
  return seedObject('services', {
    metadata: {
      name: spec.name,
      namespace: spec.namespace,
      labels: spec.labels ?? spec.selector,
      ...(spec.annotations ? { annotations: spec.annotations } : {}),
    },
    spec: {
      type: spec.type ?? 'ClusterIP',
      clusterIP: spec.clusterIP,
      clusterIPs: [spec.clusterIP],
      selector: spec.selector,
      ports: spec.ports,
    },
    status: {
      loadBalancer: spec.externalIp
        ? { ingress: [{ ip: spec.externalIp }] }
        : {},
    },
  });
}

/** A probe by HTTP, as most programs have one. */
export function httpProbe(path: string, port: number, initialDelaySeconds = 1) {
  return { httpGet: { path, port }, initialDelaySeconds, periodSeconds: 10 };
}

export function resources(
  requests: [cpu: string, memory: string],
  limits?: [cpu: string, memory: string],
) {
  const of = ([cpu, memory]: [string, string]) => ({ cpu, memory });
  return {
    requests: of(requests),
    ...(limits ? { limits: of(limits) } : {}),
  };
}
