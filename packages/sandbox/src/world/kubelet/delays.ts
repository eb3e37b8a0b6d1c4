import { Random } from '../types';
import { ContainerLife, ContainerSpec } from './container';
import { findImage } from './images';
import { Answer } from './network/answers';
import { Delay } from './stages';

const FIRST_BACKOFF_MS = 10_000;
const LONGEST_BACKOFF_MS = 300_000;
/** Until the first probe that passes, after a probe's own initial delay. */
const PROBE_MS = { min: 500, max: 2500 };
/** A program that says nothing about its work takes this long for it. */
const WORK_MS = { min: 2000, max: 5000 };

/** How long a container waits before its next stage, in World milliseconds. */
export function delayMs(
  delay: Delay,
  container: ContainerLife,
  spec: ContainerSpec,
  random: Random,
  answer?: Answer,
): number {
  if (delay === 'backoff') {
    return container.state === 'pull-backoff'
      ? backoffMs(container.pullFailures)
      : restartDelayMs(container);
  }
  if (delay === 'readiness') {
    const initial = (spec.readinessProbe?.initialDelaySeconds ?? 0) * 1000;
    return initial + random.int(PROBE_MS.min, PROBE_MS.max);
  }
  if (delay === 'work') {
    if (answer) {
      return answer.tookMs;
    }
    const { min, max } = findImage(spec.image)?.program.runMs ?? WORK_MS;
    return random.int(min, max);
  }
  return random.int(delay.minMs, delay.maxMs);
}

/** The pause before a crashed container's next start. Its first restart is immediate and counts for nothing. */
export function restartDelayMs({ crashes }: ContainerLife): number {
  return backoffMs(crashes - 1);
}

function backoffMs(failures: number): number {
  return Math.min(
    FIRST_BACKOFF_MS * 2 ** Math.max(0, failures - 1),
    LONGEST_BACKOFF_MS,
  );
}
