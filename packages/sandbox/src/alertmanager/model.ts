import { Matcher } from '../world/metrics';

export type LabelSet = Readonly<Record<string, string>>;

/** An alert as it was last sent; times in milliseconds of the World. */
export interface Alert {
  labels: LabelSet;
  annotations: LabelSet;
  startsAt: number;
  endsAt: number;
  updatedAt: number;
  generatorUrl?: string;
  fingerprint: string;
}

export interface SilenceMatcher {
  name: string;
  value: string;
  isRegex: boolean;
  isEqual: boolean;
}

export interface Silence {
  id: string;
  matchers: SilenceMatcher[];
  startsAt: number;
  endsAt: number;
  updatedAt: number;
  createdBy: string;
  comment: string;
}

export type SilenceState = 'active' | 'pending' | 'expired';

export function stateOf(silence: Silence, now: number): SilenceState {
  if (now < silence.startsAt) {
    return 'pending';
  }
  return now >= silence.endsAt ? 'expired' : 'active';
}

/** Throws when the pattern is none. */
export function compiled({
  name,
  value,
  isRegex,
  isEqual,
}: SilenceMatcher): Matcher {
  if (isRegex) {
    return new Matcher(name, isEqual ? '=~' : '!~', value);
  }
  return new Matcher(name, isEqual ? '=' : '!=', value);
}

export const accepts = (matchers: readonly Matcher[], labels: LabelSet) =>
  matchers.every(matcher =>
    matcher.matches(
      Object.hasOwn(labels, matcher.name) ? labels[matcher.name] : '',
    ),
  );

const OFFSET = 14695981039346656037n;
const PRIME = 1099511628211n;
const MASK = (1n << 64n) - 1n;

/** The same 64 bit FNV-1a hash of the labels that the real server names an alert by. */
export function fingerprintOf(labels: LabelSet): string {
  let hash = OFFSET;
  const add = (bytes: Iterable<number>) => {
    for (const byte of bytes) {
      hash = ((hash ^ BigInt(byte)) * PRIME) & MASK;
    }
  };
  for (const name of Object.keys(labels).sort()) {
    add(Buffer.from(name));
    add([255]);
    add(Buffer.from(labels[name]));
    add([255]);
  }
  return hash.toString(16).padStart(16, '0');
}
