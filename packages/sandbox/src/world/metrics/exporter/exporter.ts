import { isFinished } from '../../objects';
import { R } from '../../resources';
import { SERVICES } from '../../traffic/services';
import { KubeObject, ResourceId, WorldTime } from '../../types';
import { TitaniumWorld } from '../../world';
import { SCRAPE_MS } from '../tsdb/series';
import { Tsdb } from '../tsdb/tsdb';
import { Behaviour } from './behaviour';
import { NodeMeter, ObjectsMeter } from './cluster';
import { Scrape, slotOf } from './meter';
import { PodMeter } from './pods';
import { Target, TargetsMeter } from './targets';

/** Other namespaces have no series of their own, so that a big cluster costs no more than a small one. */
const NAMESPACES = [
  'titanium-prod',
  'istio-system',
  'monitoring',
  'argocd',
  'kube-system',
];
/** Label of nodes that only other people's pods run on. */
const FOREIGN_POOL = 'titanium.local/pool';
/** What a node's own daemons use; see `Runtime.nodeUsage`. */
const SYSTEM = { nanocores: 95e6, bytes: 620 * 2 ** 20 };
const NODE_UPTIME_MS = 31 * 24 * 60 * 60_000;
const TRUNCATE_EVERY = 240;
/** Longer than this without a scrape is a gap, as while a machine sleeps. */
const MOST_MISSED = 40;

/** What there is to scrape at a moment. */
interface Observed {
  pods: readonly KubeObject[];
  nodes: readonly KubeObject[];
  deployments: readonly KubeObject[];
  claims: readonly KubeObject[];
}

/** Scrapes the World every 15 seconds of its time, as Prometheus scrapes its targets. */
export class Exporter {
  private readonly pods = new Map<string, PodMeter>();
  private readonly behaviour = new Behaviour();
  private readonly nodes = new Map<string, NodeMeter>();
  private readonly objects: ObjectsMeter;
  private readonly targetsMeter: TargetsMeter;
  private readonly listeners = new Set<(time: WorldTime) => void>();
  private cancel = () => {};
  private lastSlot = Infinity;

  constructor(private readonly world: TitaniumWorld, readonly tsdb: Tsdb) {
    this.objects = new ObjectsMeter(tsdb);
    this.targetsMeter = new TargetsMeter(tsdb);
  }

  /** Works out the past `historyMs`, then goes on with time. */
  start(historyMs: number): void {
    const now = this.world.clock.now();
    const observed = this.observe();
    for (let slot = slotOf(now - historyMs); slot <= slotOf(now); slot++) {
      this.scrape(slot, observed);
    }
    this.lastSlot = slotOf(now);
    this.arm();
  }

  /**
   * Scrapes what is due. A busy process comes to it late, and a World that runs fast is several scrapes further by then:
   * none of them is left out.
   */
  collect(): void {
    const now = slotOf(this.world.clock.now());
    if (now <= this.lastSlot) {
      return;
    }
    const first = Math.max(this.lastSlot + 1, now - MOST_MISSED);
    this.lastSlot = now;
    const observed = this.observe();
    for (let slot = first; slot <= now; slot++) {
      this.scrape(slot, observed);
    }
  }

  stop(): void {
    this.cancel();
  }

  /** What is scraped now. */
  get targets(): readonly Target[] {
    return this.targetsMeter.targets;
  }

  /** Calls `listener` after each scrape, those of the past included. */
  onScrape(listener: (time: WorldTime) => void): void {
    this.listeners.add(listener);
  }

  private arm(): void {
    const { clock } = this.world;
    this.cancel = clock.after(SCRAPE_MS - (clock.now() % SCRAPE_MS), () => {
      this.collect();
      this.arm();
    });
  }

  private observe(): Observed {
    const { store } = this.world;
    const inNamespaces = (id: ResourceId) =>
      NAMESPACES.flatMap(namespace => store.list(id, namespace));
    const nodes = store
      .list(R.nodes)
      .filter(node => !node.metadata.labels?.[FOREIGN_POOL]);
    const own = new Set(nodes.map(node => node.metadata.name));
    return {
      nodes,
      // Daemons run on every node; those of other people's nodes are theirs.
      pods: inNamespaces(R.pods).filter(
        pod => !pod.spec.nodeName || own.has(pod.spec.nodeName),
      ),
      deployments: inNamespaces(R.deployments),
      claims: inNamespaces(R.persistentVolumeClaims),
    };
  }

  private scrape(slot: number, observed: Observed): void {
    const scrape: Scrape = { slot, time: slot * SCRAPE_MS };
    const { nodes, deployments, claims } = observed;
    const pods = observed.pods.filter(
      pod => this.meterOf(pod).createdAt <= scrape.time,
    );
    const used = this.scrapePods(scrape, pods);
    this.scrapeNodes(scrape, nodes, used);
    this.objects.scrape(scrape, deployments, claims);
    this.targetsMeter.scrape(scrape, pods, nodes);
    this.listeners.forEach(listener => listener(scrape.time));
    if (slot % TRUNCATE_EVERY === 0) {
      this.tsdb.truncate(scrape.time);
    }
  }

  private meterOf(pod: KubeObject): PodMeter {
    const uid = pod.metadata.uid!;
    let meter = this.pods.get(uid);
    if (meter) {
      meter.update(pod);
    } else {
      meter = new PodMeter(this.tsdb, this.behaviour, pod);
      this.pods.set(uid, meter);
    }
    return meter;
  }

  private scrapePods(scrape: Scrape, pods: readonly KubeObject[]) {
    const { traffic } = this.world;
    const rates = new Map<string, number>();
    for (const service of SERVICES) {
      const ready = pods.filter(
        pod =>
          pod.metadata.namespace === service.namespace &&
          pod.metadata.labels?.app === service.app &&
          this.meterOf(pod).wasReady(scrape.time),
      );
      for (const pod of ready) {
        rates.set(
          pod.metadata.uid!,
          traffic.rate(service, scrape.time) / ready.length,
        );
      }
    }
    const used = new Map<string, { nanocores: number; bytes: number }>();
    const seen = new Set<string>();
    for (const pod of pods) {
      const uid = pod.metadata.uid!;
      seen.add(uid);
      const own = this.meterOf(pod).scrape(
        scrape,
        traffic,
        rates.get(uid) ?? 0,
      );
      const node = pod.spec.nodeName;
      if (node && !isFinished(pod)) {
        const sum = used.get(node) ?? { nanocores: 0, bytes: 0 };
        sum.nanocores += own.nanocores;
        sum.bytes += own.bytes;
        used.set(node, sum);
      }
    }
    for (const [uid, meter] of this.pods) {
      if (!seen.has(uid) && meter.createdAt <= scrape.time) {
        meter.end(scrape);
        this.pods.delete(uid);
      }
    }
    return used;
  }

  private scrapeNodes(
    scrape: Scrape,
    nodes: readonly KubeObject[],
    used: Map<string, { nanocores: number; bytes: number }>,
  ): void {
    const seen = new Set<string>();
    for (const node of nodes) {
      const { name } = node.metadata;
      const own = used.get(name) ?? { nanocores: 0, bytes: 0 };
      let meter = this.nodes.get(name);
      if (!meter) {
        meter = new NodeMeter(this.tsdb, node);
        this.nodes.set(name, meter);
      }
      seen.add(name);
      meter.scrape(
        scrape,
        node,
        {
          nanocores: own.nanocores + SYSTEM.nanocores,
          bytes: own.bytes + SYSTEM.bytes,
        },
        scrape.time - NODE_UPTIME_MS,
      );
    }
    for (const [name, meter] of this.nodes) {
      if (!seen.has(name)) {
        meter.end(scrape);
        this.nodes.delete(name);
      }
    }
  }
}
