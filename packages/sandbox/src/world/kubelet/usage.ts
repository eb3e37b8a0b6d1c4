import { parseTime } from '../objects';
import { noise } from '../random';
import { quantity } from '../quantity';
import { KubeObject, WorldTime } from '../types';
import { SAMPLE_MS, Traffic } from '../traffic/traffic';
import { Image, findImage } from './images';

const MI = 2 ** 20;
/** How long a leaking container takes to fill its limit. */
const LEAK_MS = 30_000;
const UNLIMITED = 512 * MI;

export interface ContainerUsage {
  name: string;
  cpuNanocores: number;
  memoryBytes: number;
}

/** What the running containers of a pod used at a moment; undefined before its first sample. */
export function usageOf(
  traffic: Traffic,
  pod: KubeObject,
  time: WorldTime,
): ContainerUsage[] | undefined {
  const service = traffic.serviceOf(pod);
  const containers: ContainerUsage[] = [];
  for (const status of pod.status?.containerStatuses ?? []) {
    const startedAt = status.state?.running?.startedAt;
    const spec = pod.spec.containers.find(
      (container: { name: string }) => container.name === status.name,
    );
    const image = findImage(spec?.image ?? '');
    if (startedAt && image && parseTime(startedAt) < time) {
      const requests =
        service && status.ready ? traffic.ratePerPod(service, time) : 0;
      const jitter = wobble(`${pod.metadata.uid}/${status.name}`, time);
      const limits = spec.resources?.limits;
      containers.push({
        name: status.name,
        cpuNanocores: cpu(image, requests, jitter, quantity(limits?.cpu)),
        memoryBytes: memory(
          image,
          jitter,
          quantity(limits?.memory),
          time - parseTime(startedAt),
        ),
      });
    }
  }
  return containers.length > 0 ? containers : undefined;
}

function cpu(
  { program }: Image,
  requests: number,
  jitter: number,
  limitCores: number,
): number {
  const { idle, perRequest = 0 } = program.cpu;
  const milli = (idle + perRequest * requests) * jitter;
  return Math.round(
    Math.min(milli, limitCores > 0 ? limitCores * 1000 : Infinity) * 1e6,
  );
}

function memory(
  { program, behavior }: Image,
  jitter: number,
  limit: number,
  age: number,
): number {
  const base = program.memoryMi * MI;
  const top = limit > 0 ? limit : UNLIMITED;
  const grown =
    behavior === 'leak'
      ? base + (top - base) * Math.min(1, age / LEAK_MS)
      : base * (0.9 + 0.1 * Math.min(1, age / 600_000)) * (0.5 + jitter / 2);
  return Math.round(Math.min(grown, top));
}

/** Between 0.94 and 1.06, another value for each sample. */
function wobble(key: string, time: WorldTime): number {
  return 0.94 + 0.12 * noise(key, Math.floor(time / SAMPLE_MS));
}
