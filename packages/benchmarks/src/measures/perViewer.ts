import { Agent } from 'undici';
import { Bench } from '../environment/bench';
import { OFFICIAL_POLL_MS, pollOfficialTab } from './officialPoller';
import { openViewers } from './viewers';

const wait = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));

/** Entity as the official tab sends it. */
const entityOf = (bench: Bench) => {
  const [service] = bench.services;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: service.name,
      namespace: 'default',
      annotations: {
        'backstage.io/kubernetes-id': service.kubernetesId,
        'backstage.io/kubernetes-namespace': service.namespace,
      },
    },
    spec: {
      type: 'service',
      lifecycle: 'production',
      owner: 'platform-operators',
    },
  };
};

/** Writes one change a second to the first service until stopped. */
function changeEverySecond(bench: Bench): () => void {
  const [service] = bench.services;
  let next = 0;
  const timer = setInterval(() => {
    const pods = bench.podsOf(service);
    const pod = pods[next++ % pods.length];
    bench.restartOnce(service.namespace, pod.metadata.uid!);
  }, 1000);
  return () => clearInterval(timer);
}

/** The time that bytes are stated for. */
const TEN_MINUTES = 600;

/** What one window of time cost. */
export interface WindowCost {
  /** Body bytes to one browser over ten minutes, before compression: what comes first, and the window's rate for the rest. */
  browserBytes: number;
  /** Requests to the cluster's API that one more viewer added, a minute; watches that were due to be renewed left out. */
  requestsPerViewerMinute: number;
}

/** Two viewers of the Titanium view, then one more: what the third adds, and what one reads. */
export async function titaniumWindow(
  bench: Bench,
  seconds: number,
): Promise<WindowCost> {
  const stop = changeEverySecond(bench);
  const token = await bench.portal.token(0);
  const entityRefs = [`component:default/${bench.services[0].name}`];
  const open = (count: number) =>
    openViewers({
      url: bench.portal.url,
      tokens: [token],
      entityRefs,
      count,
    });
  const one = open(1);
  try {
    await one.allReady;
    const first = one.bytes();
    const started = Date.now();
    bench.door.reset();
    await wait(seconds * 500);
    const alone = bench.door.traffic().requests;
    const more = open(10);
    try {
      await more.allReady;
      bench.door.reset();
      await wait(seconds * 500);
      const together = bench.door.traffic().requests;
      return {
        browserBytes:
          first +
          ((one.bytes() - first) * TEN_MINUTES * 1000) / (Date.now() - started),
        // The view's own samples of use are asked for once, however many look.
        requestsPerViewerMinute:
          Math.max(0, together - alone) / 10 / (seconds / 120),
      };
    } finally {
      await more.close();
    }
  } finally {
    stop();
    await one.close();
  }
}

/** One viewer of the official tab for the same time, with the same changes. */
export async function officialWindow(
  bench: Bench,
  seconds: number,
): Promise<WindowCost> {
  const stop = changeEverySecond(bench);
  const agent = new Agent();
  const token = await bench.portal.token(0);
  const entity = entityOf(bench);
  let browserBytes = 0;
  bench.door.reset();
  try {
    const polls = Math.max(1, Math.round((seconds * 1000) / OFFICIAL_POLL_MS));
    for (let poll = 0; poll < polls; poll++) {
      const started = Date.now();
      browserBytes += await pollOfficialTab({
        url: bench.portal.url,
        token,
        entity,
        agent,
      });
      await wait(Math.max(0, OFFICIAL_POLL_MS - (Date.now() - started)));
    }
  } finally {
    stop();
    await agent.close();
  }
  return {
    browserBytes: (browserBytes * TEN_MINUTES) / seconds,
    requestsPerViewerMinute: bench.door.traffic().requests / (seconds / 60),
  };
}
