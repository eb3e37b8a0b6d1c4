import { startBench } from './environment/bench';
import { measureChangeToPixel } from './measures/changeToPixel';
import { measureFirstRows } from './measures/firstRows';
import { manyViewers } from './measures/manyViewers';
import { measureParse } from './measures/parse';
import { officialWindow, titaniumWindow } from './measures/perViewer';
import { Measure } from './report';
import { percentile } from './statistics';

/** Services of the big cluster that are looked at. */
export const SERVICES = 20;
/** Pods of each. */
export const SERVICE_PODS = 20;

const MEBIBYTE = 1024 * 1024;

/** How long and how much; the defaults end in a few minutes, `--full` is what the targets are stated for. */
export interface PodsBenchOptions {
  samples: number;
  windowSeconds: number;
  viewers: number;
  viewerSeconds: number;
  clusterPods: number;
  /** Chromium for the pixel measure; without one it is left out. */
  chromium?: string;
  say(line: string): void;
}

/** Everything about the Pods view: a service of 50 pods, then a cluster of 10,000. */
export async function* benchPods(
  options: PodsBenchOptions,
): AsyncGenerator<Measure> {
  yield* smallService(options);
  yield* bigCluster(options);
}

async function* smallService(
  options: PodsBenchOptions,
): AsyncGenerator<Measure> {
  const { say, windowSeconds, samples, chromium } = options;
  say('A service of 50 pods …');
  const bench = await startBench({ pods: 20, services: 1, users: 2 });
  try {
    const [service] = bench.services;
    await bench.scale(service, 50);
    if (chromium) {
      say(`  change to pixel, ${samples} samples …`);
      const latencies = await measureChangeToPixel({
        url: bench.portal.url,
        tab: `/catalog/default/component/${service.name}/pods`,
        executablePath: chromium,
        samples,
        change(visible) {
          // Rows of workloads have keys too.
          const uids = bench.podsOf(service).map(pod => pod.metadata.uid!);
          const rows = uids.filter(uid => visible.includes(uid));
          const podUid = rows[Math.floor(Math.random() * rows.length)];
          return {
            podUid,
            restarts: bench.restartOnce(service.namespace, podUid),
          };
        },
      });
      yield {
        name: 'change on the cluster to pixel in Chromium, p95',
        value: percentile(latencies, 0.95),
        unit: 'ms',
        against: { name: 'target', value: 300 },
        limitRatio: 1,
      };
      say(`    median ${percentile(latencies, 0.5)} ms`);
    }
    say(`  one viewer for ${windowSeconds} s, both plugins …`);
    const titanium = await titaniumWindow(bench, windowSeconds);
    const official = await officialWindow(bench, windowSeconds);
    yield {
      name: 'API requests added by one more viewer, a minute',
      value: titanium.requestsPerViewerMinute,
      unit: 'requests',
      against: {
        name: 'official plugin',
        value: official.requestsPerViewerMinute,
      },
      limitRatio: 0,
    };
    yield {
      name: `bytes to the browser in ten minutes, from ${windowSeconds} s`,
      value: titanium.browserBytes,
      unit: 'bytes',
      against: { name: 'official plugin', value: official.browserBytes },
      limitRatio: 0.02,
    };
    yield {
      name: 'reading a page of 200 blocks on the server',
      value: await measureParse({
        url: bench.portal.url,
        token: await bench.portal.token(0),
        blocks: 200,
      }),
      unit: 'ms',
      against: { name: 'target', value: 50 },
      limitRatio: 1,
    };
  } finally {
    await bench.stop();
  }
}

async function* bigCluster(options: PodsBenchOptions): AsyncGenerator<Measure> {
  const { say, viewers, viewerSeconds, clusterPods } = options;
  say(`A cluster of ${clusterPods} pods …`);
  const bench = await startBench({
    pods: clusterPods,
    services: SERVICES,
    users: 100,
  });
  try {
    const token = await bench.portal.token(0);
    const rowsOf = (index: number) =>
      measureFirstRows({
        url: bench.portal.url,
        token,
        entityRef: `component:default/${bench.services[index].name}`,
      });
    // The first request of all pays for the back end's own warming up; each service lies in another namespace.
    const cold: number[] = [await rowsOf(0)];
    const warm: number[] = [];
    for (let index = 1; index < 6; index++) {
      cold.push(await rowsOf(index));
      warm.push(await rowsOf(index));
    }
    yield {
      name: `first rows of 20 pods among ${clusterPods}, cold, slowest of 6`,
      value: Math.max(...cold),
      unit: 'ms',
      against: { name: 'target', value: 1000 },
      limitRatio: 1,
    };
    yield {
      name: `first rows of 20 pods among ${clusterPods}, warm, slowest of 5`,
      value: Math.max(...warm),
      unit: 'ms',
      against: { name: 'target', value: 150 },
      limitRatio: 1,
    };
    say(`  ${viewers} viewers for ${viewerSeconds} s …`);
    const cost = await manyViewers(bench, viewers, viewerSeconds);
    yield {
      name: `${viewers} viewers: cores of the back end`,
      value: cost.cores,
      unit: 'cores',
      against: { name: 'target', value: 1 },
      limitRatio: 1,
    };
    yield {
      name: `${viewers} viewers: memory added over idle`,
      value: cost.addedBytes / MEBIBYTE,
      unit: 'MiB',
      against: { name: 'target', value: 1024 },
      limitRatio: 1,
    };
    yield {
      name: `${viewers} viewers: memory at the end over that at a third`,
      value: cost.growth,
      unit: '',
      against: { name: 'flat', value: 1 },
      limitRatio: 1.1,
    };
  } finally {
    await bench.stop();
  }
}
