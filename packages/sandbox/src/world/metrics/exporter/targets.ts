import { parseTime } from '../../objects';
import { KubeObject, WorldTime } from '../../types';
import { Tsdb } from '../tsdb/tsdb';
import { addressOf } from './cluster';
import { Meter, Scrape } from './meter';

/** Something that is scraped. */
export interface Target {
  job: string;
  instance: string;
  path: string;
  lastScrape: WorldTime;
}

/** Which targets there are, and `up` for each. */
export class TargetsMeter {
  private readonly meter: Meter;
  targets: readonly Target[] = [];

  constructor(tsdb: Tsdb) {
    this.meter = new Meter(tsdb, { __name__: 'up' });
  }

  scrape(
    scrape: Scrape,
    pods: readonly KubeObject[],
    nodes: readonly KubeObject[],
  ): void {
    const found = [
      ...pods
        .filter(pod => hasProxy(pod, scrape.time))
        .map(pod => ({
          job: 'istio-proxy',
          instance: `${pod.status.podIP}:15020`,
          path: '/stats/prometheus',
        })),
      {
        job: 'kube-state-metrics',
        instance: 'kube-state-metrics:8080',
        path: '/metrics',
      },
      ...nodes.flatMap(node => [
        {
          job: 'kubelet',
          instance: `${addressOf(node)}:10250`,
          path: '/metrics/cadvisor',
        },
        {
          job: 'node-exporter',
          instance: `${addressOf(node)}:9100`,
          path: '/metrics',
        },
      ]),
      { job: 'prometheus', instance: 'localhost:9090', path: '/metrics' },
    ];
    for (const { job, instance } of found) {
      this.meter.set(scrape, `${job}/${instance}`, 1, () => ({
        job,
        instance,
      }));
    }
    this.meter.sweep(scrape);
    this.targets = found.map(target => ({
      ...target,
      lastScrape: scrape.time,
    }));
  }
}

function hasProxy(pod: KubeObject, time: WorldTime): boolean {
  return (pod.status?.containerStatuses ?? []).some(
    (status: KubeObject['status']) =>
      status.name === 'istio-proxy' &&
      status.state?.running &&
      parseTime(status.state.running.startedAt) <= time,
  );
}
