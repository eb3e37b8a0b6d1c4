import { StreamEnd } from '@titanium-portal/backstage-plugin-titanium-common';

const FIRST = 500;
const LONGEST = 30_000;

/** Milliseconds before attempt `attempt` (0 is the first after a loss): doubling, capped, spread over its upper half. */
export function backoff(attempt: number, random: number): number {
  const full = Math.min(LONGEST, FIRST * 2 ** Math.min(attempt, 10));
  return Math.round(full * (0.5 + random / 2));
}

/**
 * How many failures an announced end counts for. An expired token or changed permission is answered at once with a fresh
 * request; a server that is full is left alone for longer.
 */
export function weightOfEnd(reason: StreamEnd): number {
  switch (reason) {
    case 'expired':
    case 'permission':
      return 0;
    case 'overloaded':
      return 4;
    default:
      return 1;
  }
}
