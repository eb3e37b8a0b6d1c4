import { Bench } from '../environment/bench';
import { processUse } from '../environment/processUse';
import { openViewers } from './viewers';

const wait = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));

/** What many viewers cost the back end. */
export interface ViewersCost {
  /** Cores used on average while all were open. */
  cores: number;
  /** Resident bytes added over idle, at the end. */
  addedBytes: number;
  /** Retained bytes at the end over those after a third of the time: near 1 when memory is flat. */
  growth: number;
}

/** Holds `count` streams of 100 users over all services for `seconds`, with a change a second in each service. */
export async function manyViewers(
  bench: Bench,
  count: number,
  seconds: number,
): Promise<ViewersCost> {
  const tokens = await Promise.all(
    Array.from({ length: 100 }, (_, index) => bench.portal.token(index)),
  );
  const idle = processUse(bench.portal.pid);
  const viewers = openViewers({
    url: bench.portal.url,
    tokens,
    entityRefs: bench.services.map(({ name }) => `component:default/${name}`),
    count,
  });
  await viewers.allReady;
  let round = 0;
  const timer = setInterval(() => {
    round += 1;
    for (const service of bench.services) {
      const pods = bench.podsOf(service);
      bench.restartOnce(
        service.namespace,
        pods[round % pods.length].metadata.uid!,
      );
    }
  }, 1000);
  try {
    const before = processUse(bench.portal.pid);
    const started = Date.now();
    await wait((seconds * 1000) / 3);
    const settled = await bench.portal.retainedBytes();
    await wait((seconds * 2000) / 3);
    const after = processUse(bench.portal.pid);
    const retained = await bench.portal.retainedBytes();
    return {
      cores:
        (after.cpuSeconds - before.cpuSeconds) /
        ((Date.now() - started) / 1000),
      addedBytes: after.residentBytes - idle.residentBytes,
      growth: retained / settled,
    };
  } finally {
    clearInterval(timer);
    await viewers.close();
  }
}
