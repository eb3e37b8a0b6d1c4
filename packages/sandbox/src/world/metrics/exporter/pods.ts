import { findImage } from '../../kubelet/images';
import { usageOf } from '../../kubelet/usage';
import { conditionOf, controllerOf, isReady, parseTime } from '../../objects';
import { quantity } from '../../quantity';
import { Traffic } from '../../traffic/traffic';
import { SERVICES } from '../../traffic/services';
import { KubeObject, WorldTime } from '../../types';
import { SCRAPE_MS } from '../tsdb/series';
import { Tsdb } from '../tsdb/tsdb';
import { Behaviour, speaksHttp } from './behaviour';
import { Meter, Scrape } from './meter';
import { RequestCounters } from './requests';

const PHASES = ['Failed', 'Pending', 'Running', 'Succeeded', 'Unknown'];
const KSM = { job: 'kube-state-metrics', instance: 'kube-state-metrics:8080' };
const UNITS: Record<string, string> = { cpu: 'core', memory: 'byte' };
const PROXY = 'istio-proxy';

/** The workload whose requests a service gets. */
const SOURCES: Record<string, string> = {
  'api-gateway': 'istio-ingressgateway',
};
const INSIDE_SOURCE = 'prod-api-gateway-deployment';

/** Everything that is measured of one pod: its containers by the kubelet, its state by kube-state-metrics, its requests by its proxy. */
export class PodMeter {
  private readonly kubelet: Meter;
  private readonly state: Meter;
  private readonly cpuSeconds = new Map<
    string,
    { run: string; seconds: number }
  >();
  /** The pod whose state was told last. */
  private described: KubeObject | undefined;
  private requests: { run: string; counters: RequestCounters } | undefined;
  /** Since when the pod is ready; never while it is not. */
  private readySince = Infinity;
  /** When each running container began, as text and as time. */
  private readonly runs = new Map<string, { text: string; time: WorldTime }>();
  readonly createdAt: WorldTime;

  constructor(
    private readonly tsdb: Tsdb,
    private readonly behaviour: Behaviour,
    private pod: KubeObject,
  ) {
    const { namespace, name } = pod.metadata;
    const labels = { namespace: namespace!, pod: name };
    this.kubelet = new Meter(tsdb, { ...labels, job: 'kubelet' });
    this.state = new Meter(tsdb, { ...labels, ...KSM });
    this.createdAt = parseTime(pod.metadata.creationTimestamp);
    this.read();
  }

  update(pod: KubeObject): void {
    if (pod !== this.pod) {
      this.pod = pod;
      this.read();
    }
  }

  /** Whether the pod could take requests at a moment. */
  wasReady(time: WorldTime): boolean {
    return this.readySince <= time;
  }

  /** Measures the pod, and returns what it uses of its node. `requests` is its part of its service's traffic. */
  scrape(
    scrape: Scrape,
    traffic: Traffic,
    requests: number,
  ): { nanocores: number; bytes: number } {
    const usage = usageOf(traffic, this.pod, scrape.time) ?? [];
    const used = { nanocores: 0, bytes: 0 };
    for (const { name, cpuNanocores, memoryBytes } of usage) {
      used.nanocores += cpuNanocores;
      used.bytes += memoryBytes;
      this.container(scrape, name, cpuNanocores, memoryBytes);
    }
    this.kubelet.sweep(scrape);
    this.proxy(scrape, requests);
    if (this.described === this.pod) {
      this.state.repeat(scrape);
    } else {
      this.describe(scrape);
      this.state.sweep(scrape);
      this.described = this.pod;
    }
    return used;
  }

  /** The pod has gone. */
  end(scrape: Scrape): void {
    this.kubelet.sweep(scrape);
    this.state.sweep(scrape);
    this.requests?.counters.end(scrape);
  }

  private read(): void {
    const { pod } = this;
    this.readySince = isReady(pod)
      ? parseTime(conditionOf(pod, 'Ready')?.lastTransitionTime)
      : Infinity;
    this.runs.clear();
    for (const { name, state } of pod.status?.containerStatuses ?? []) {
      const text: string | undefined = state?.running?.startedAt;
      if (text) {
        this.runs.set(name, { text, time: parseTime(text) });
      }
    }
  }

  private container(
    scrape: Scrape,
    name: string,
    nanocores: number,
    bytes: number,
  ): void {
    const run = this.runs.get(name)!;
    const known = this.cpuSeconds.get(name);
    const isSame = known?.run === run.text;
    const passed = isSame ? SCRAPE_MS : scrape.time - run.time;
    const seconds =
      (isSame ? known.seconds : 0) + (nanocores / 1e9) * (passed / 1000);
    this.cpuSeconds.set(name, { run: run.text, seconds });
    const labels = () => ({
      container: name,
      node: this.pod.spec.nodeName as string,
      instance: `${this.pod.status.hostIP}:10250`,
    });
    // The kernel counts in whole microseconds.
    this.kubelet.set(
      scrape,
      `cpu/${name}`,
      Math.round(seconds * 1e6) / 1e6,
      () => ({ __name__: 'container_cpu_usage_seconds_total', ...labels() }),
    );
    this.kubelet.set(
      scrape,
      `memory/${name}`,
      Math.round(bytes / 4096) * 4096,
      () => ({ __name__: 'container_memory_working_set_bytes', ...labels() }),
    );
  }

  private proxy(scrape: Scrape, requests: number): void {
    const app = this.pod.metadata.labels?.app ?? '';
    const run = this.runs.get(PROXY);
    const isUp = run !== undefined && run.time <= scrape.time;
    if (this.requests && (!isUp || this.requests.run !== run.text)) {
      this.requests.counters.end(scrape);
      this.requests = undefined;
    }
    if (!isUp || !speaksHttp(app)) {
      return;
    }
    const isNew = !this.requests;
    this.requests ??= {
      run: run.text,
      counters: new RequestCounters(this.tsdb, this.requestLabels(app)),
    };
    const readyMs = Math.max(0, scrape.time - this.readySince);
    // A proxy seen for the first time has counted since its pod was ready.
    const passed = isNew ? readyMs : Math.min(SCRAPE_MS, readyMs);
    const main = this.pod.spec.containers[0];
    const image = findImage(main.image);
    const limit = quantity(main.resources?.limits?.cpu) * 1000;
    const busy = requests * (image?.program.cpu.perRequest ?? 0);
    this.requests.counters.count(
      scrape,
      (requests * passed) / 1000,
      this.behaviour.answers(
        app,
        image,
        limit > 0 ? busy / limit : 0,
        scrape.time,
      ),
    );
  }

  private requestLabels(app: string): Record<string, string> {
    const { metadata, status } = this.pod;
    const service = SERVICES.find(item => item.app === app)!;
    return {
      job: PROXY,
      instance: `${status.podIP}:15020`,
      namespace: metadata.namespace!,
      pod: metadata.name,
      app,
      reporter: 'destination',
      source_workload: SOURCES[app] ?? INSIDE_SOURCE,
      destination_workload: workloadOf(this.pod),
      destination_service_name: service.name,
      destination_service_namespace: metadata.namespace!,
      request_protocol: 'http',
      connection_security_policy: 'mutual_tls',
    };
  }

  private describe(scrape: Scrape): void {
    const { status, spec, metadata } = this.pod;
    for (const phase of PHASES) {
      this.state.set(
        scrape,
        `phase/${phase}`,
        status?.phase === phase ? 1 : 0,
        () => ({ __name__: 'kube_pod_status_phase', phase }),
      );
    }
    const app = metadata.labels?.app;
    if (app) {
      this.state.set(scrape, 'labels', 1, () => ({
        __name__: 'kube_pod_labels',
        label_app: app,
        label_backstage_io_kubernetes_id:
          metadata.labels?.['backstage.io/kubernetes-id'] ?? '',
      }));
    }
    for (const { name, restartCount } of status?.containerStatuses ?? []) {
      this.state.set(scrape, `restarts/${name}`, restartCount, () => ({
        __name__: 'kube_pod_container_status_restarts_total',
        container: name,
      }));
    }
    for (const { name, resources } of spec.containers) {
      for (const kind of ['requests', 'limits']) {
        for (const [resource, amount] of Object.entries(
          resources?.[kind] ?? {},
        )) {
          this.state.set(
            scrape,
            `${kind}/${name}/${resource}`,
            quantity(amount as string),
            () => ({
              __name__: `kube_pod_container_resource_${kind}`,
              container: name,
              resource,
              unit: UNITS[resource] ?? 'integer',
            }),
          );
        }
      }
    }
  }
}

/** The name of the workload behind a pod, as the mesh knows it. */
function workloadOf(pod: KubeObject): string {
  const owner = controllerOf(pod);
  const name = owner?.name ?? pod.metadata.name;
  return owner?.kind === 'ReplicaSet' ? name.replace(/-[^-]+$/, '') : name;
}
