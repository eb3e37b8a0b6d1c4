import { Random } from './types';

/** Kubernetes leaves out vowels and look-alikes, so that no generated name is a word. */
const NAME_ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';

/** A 32 bit FNV-1a hash of a text, or of one that goes on after a text whose hash is `before`. */
export function hash32(text: string, before = 0x811c9dc5): number {
  let hash = before;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

/** Spreads the bits of a hash, so that near inputs give far outputs. */
function mix(value: number): number {
  let mixed = value >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** A number in [0, 1) that depends on nothing but its arguments. */
export function noise(key: string, step: number): number {
  return noiseOf(hash32(key), step);
}

/** {@link noise} of a key whose hash is known, for those who ask often. */
export function noiseOf(hash: number, step: number): number {
  return mix(hash ^ Math.imul(step | 0, 0x9e3779b1)) / 2 ** 32;
}

/** Encodes a number in the alphabet of generated names, as `pod-template-hash` is. */
export function safeEncode(text: string): string {
  return [...text]
    .map(char => NAME_ALPHABET[char.charCodeAt(0) % NAME_ALPHABET.length])
    .join('');
}

/** The World's {@link Random}: sfc32, whose state can be kept in a snapshot. */
export class SeededRandom implements Random {
  private state: [number, number, number, number];

  constructor(seed: string | number) {
    const text = String(seed);
    this.state = [hash32(`${text}.a`), hash32(`${text}.b`), hash32(text), 1];
    for (let round = 0; round < 15; round++) {
      this.bits();
    }
  }

  next(): number {
    return this.bits() / 2 ** 32;
  }

  int(min: number, max: number): number {
    return min + Math.floor(this.next() * (max - min + 1));
  }

  suffix(length: number): string {
    let text = '';
    for (let index = 0; index < length; index++) {
      text += NAME_ALPHABET[this.int(0, NAME_ALPHABET.length - 1)];
    }
    return text;
  }

  uuid(): string {
    const hex = Array.from({ length: 4 }, () =>
      this.bits().toString(16).padStart(8, '0'),
    ).join('');
    const variant = '89ab'[parseInt(hex[16], 16) % 4];
    return [
      hex.slice(0, 8),
      hex.slice(8, 12),
      `4${hex.slice(13, 16)}`,
      `${variant}${hex.slice(17, 20)}`,
      hex.slice(20),
    ].join('-');
  }

  /** Letters and digits, for generated passwords. */
  secret(length: number): string {
    const alphabet =
      'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789';
    return Array.from(
      { length },
      () => alphabet[this.int(0, alphabet.length - 1)],
    ).join('');
  }

  save(): number[] {
    return [...this.state];
  }

  restore(state: readonly number[]): void {
    this.state = [state[0], state[1], state[2], state[3]];
  }

  private bits(): number {
    const [a, b, c, d] = this.state;
    const sum = (a + b + d) >>> 0;
    this.state = [
      (b ^ (b >>> 9)) >>> 0,
      (c + (c << 3)) >>> 0,
      (((c << 21) | (c >>> 11)) + sum) >>> 0,
      (d + 1) >>> 0,
    ];
    return sum;
  }
}
