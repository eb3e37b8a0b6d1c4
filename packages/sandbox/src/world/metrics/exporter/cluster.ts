import { noise } from '../../random';
import { quantity } from '../../quantity';
import { KubeObject } from '../../types';
import { SCRAPE_MS } from '../tsdb/series';
import { Tsdb } from '../tsdb/tsdb';
import { Meter, Scrape } from './meter';

const KSM = { job: 'kube-state-metrics', instance: 'kube-state-metrics:8080' };
const MODES: Record<string, number> = {
  user: 0.66,
  system: 0.25,
  iowait: 0.04,
  softirq: 0.03,
  steal: 0.02,
};
const STATUSES: Record<string, string> = {
  true: 'True',
  false: 'False',
  unknown: 'Unknown',
};
const DAY_MS = 24 * 60 * 60_000;

export const addressOf = (node: KubeObject): string =>
  node.status.addresses?.[0]?.address ?? node.metadata.name;

/** How full a disk is: it grows by a little each day, and is cleaned up every month. */
function fullness(key: string, time: number, base: number): number {
  const month = (time / DAY_MS + 30 * noise(key, 0)) % 30;
  return base + 0.1 * noise(key, 1) + 0.002 * month;
}

/** One node: what node-exporter and kube-state-metrics tell of it. */
export class NodeMeter {
  private readonly exporter: Meter;
  private readonly state: Meter;
  private readonly seconds = new Map<string, number>();
  /** The node whose state was told last. */
  private described: KubeObject | undefined;

  constructor(tsdb: Tsdb, node: KubeObject) {
    const instance = `${addressOf(node)}:9100`;
    this.exporter = new Meter(tsdb, { job: 'node-exporter', instance });
    this.state = new Meter(tsdb, { ...KSM, node: node.metadata.name });
  }

  scrape(
    scrape: Scrape,
    node: KubeObject,
    used: { nanocores: number; bytes: number },
    upSince: number,
  ): void {
    const cores = quantity(node.status.capacity.cpu);
    const busy = Math.min(1, used.nanocores / 1e9 / cores);
    for (let cpu = 0; cpu < cores; cpu++) {
      this.cpu(scrape, `${node.metadata.name}/${cpu}`, cpu, busy, upSince);
    }
    const total = quantity(node.status.capacity.memory);
    const set = (name: string, value: number, more = {}) =>
      this.exporter.set(scrape, `${name}${Object.values(more)}`, value, () => ({
        __name__: name,
        ...more,
      }));
    set('node_memory_MemTotal_bytes', total);
    set(
      'node_memory_MemAvailable_bytes',
      Math.round((total - used.bytes) / 4096) * 4096,
    );
    const size = quantity(node.status.capacity['ephemeral-storage']);
    const full = fullness(node.metadata.name, scrape.time, 0.42);
    const disk = {
      device: '/dev/nvme0n1p1',
      fstype: 'ext4',
      mountpoint: '/',
    };
    set('node_filesystem_size_bytes', size, disk);
    set(
      'node_filesystem_avail_bytes',
      Math.round((size * (1 - full)) / 4096) * 4096,
      disk,
    );
    if (this.described === node) {
      this.state.repeat(scrape);
    } else {
      this.describe(scrape, node);
    }
    this.exporter.sweep(scrape);
  }

  private describe(scrape: Scrape, node: KubeObject): void {
    this.described = node;
    for (const { type, status } of node.status.conditions ?? []) {
      for (const [word, value] of Object.entries(STATUSES)) {
        this.state.set(
          scrape,
          `${type}/${word}`,
          status === value ? 1 : 0,
          () => ({
            __name__: 'kube_node_status_condition',
            condition: type,
            status: word,
          }),
        );
      }
    }
    this.state.sweep(scrape);
  }

  end(scrape: Scrape): void {
    this.exporter.sweep(scrape);
    this.state.sweep(scrape);
  }

  private cpu(
    scrape: Scrape,
    key: string,
    cpu: number,
    busy: number,
    upSince: number,
  ): void {
    const isNew = !this.seconds.has(key);
    const passed = (isNew ? scrape.time - upSince : SCRAPE_MS) / 1000;
    this.seconds.set(key, 1);
    const share = Math.min(1, busy * (0.92 + 0.16 * noise(key, scrape.slot)));
    const add = (mode: string, seconds: number) => {
      const name = `${key}/${mode}`;
      const sum = (this.seconds.get(name) ?? 0) + seconds;
      this.seconds.set(name, sum);
      this.exporter.set(scrape, name, Math.round(sum * 100) / 100, () => ({
        __name__: 'node_cpu_seconds_total',
        cpu: String(cpu),
        mode,
      }));
    };
    add('idle', passed * (1 - share));
    for (const [mode, part] of Object.entries(MODES)) {
      add(mode, passed * share * part);
    }
  }
}

/** Deployments and volumes of one namespace. */
export class ObjectsMeter {
  private readonly state: Meter;
  private readonly kubelet: Meter;
  private told: readonly KubeObject[] = [];

  constructor(tsdb: Tsdb) {
    this.state = new Meter(tsdb, KSM);
    this.kubelet = new Meter(tsdb, { job: 'kubelet' });
  }

  scrape(
    scrape: Scrape,
    deployments: readonly KubeObject[],
    claims: readonly KubeObject[],
  ): void {
    const isSame =
      deployments.length === this.told.length &&
      deployments.every((object, index) => object === this.told[index]);
    if (isSame) {
      this.state.repeat(scrape);
    } else {
      this.deployments(scrape, deployments);
      this.told = deployments;
    }
    this.volumes(scrape, claims);
  }

  private deployments(
    scrape: Scrape,
    deployments: readonly KubeObject[],
  ): void {
    for (const { metadata, spec, status } of deployments) {
      const values: Record<string, number> = {
        kube_deployment_spec_replicas: spec.replicas ?? 1,
        kube_deployment_status_replicas: status?.replicas ?? 0,
        kube_deployment_status_replicas_available:
          status?.availableReplicas ?? 0,
      };
      for (const [name, value] of Object.entries(values)) {
        this.state.set(
          scrape,
          `${name}/${metadata.namespace}/${metadata.name}`,
          value,
          () => ({
            __name__: name,
            namespace: metadata.namespace!,
            deployment: metadata.name,
          }),
        );
      }
    }
    this.state.sweep(scrape);
  }

  private volumes(scrape: Scrape, claims: readonly KubeObject[]): void {
    for (const { metadata, status } of claims) {
      const capacity = quantity(status?.capacity?.storage);
      if (capacity > 0) {
        const key = `${metadata.namespace}/${metadata.name}`;
        const values: Record<string, number> = {
          kubelet_volume_stats_capacity_bytes: capacity,
          kubelet_volume_stats_used_bytes:
            Math.round((capacity * fullness(key, scrape.time, 0.3)) / 4096) *
            4096,
        };
        for (const [name, value] of Object.entries(values)) {
          this.kubelet.set(scrape, `${name}/${key}`, value, () => ({
            __name__: name,
            namespace: metadata.namespace!,
            persistentvolumeclaim: metadata.name,
          }));
        }
      }
    }
    this.kubelet.sweep(scrape);
  }
}
