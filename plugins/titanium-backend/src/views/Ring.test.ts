import { Ring } from './Ring';

const add = (ring: Ring, text: string) =>
  ring.add(() => ({ type: 'delta', bytes: Buffer.from(text) }));

describe('Ring', () => {
  it('drops the oldest past its number and its bytes', () => {
    const ring = new Ring(3, 1000);
    ['a', 'b', 'c', 'd'].forEach(text => add(ring, text));
    expect(ring.floor).toBe(1);
    expect(ring.next(1)?.bytes.toString()).toBe('b');
    add(ring, 'x'.repeat(999));
    // The newest stays whatever its size.
    expect(ring.floor).toBe(3);
    expect(ring.next(4)?.bytes).toHaveLength(999);
    expect(ring.next(5)).toBeUndefined();
  });

  it('holds the memory of its messages and no more', () => {
    const ring = new Ring(1000, 1024 * 1024);
    for (let n = 0; n < 1000; n += 1) {
      add(ring, `message ${n}`);
    }
    const memory = new Set<ArrayBufferLike>();
    for (let n = ring.floor; n < ring.sequence; n += 1) {
      memory.add(ring.next(n)!.bytes.buffer);
    }
    const held = [...memory].reduce(
      (sum, { byteLength }) => sum + byteLength,
      0,
    );
    expect(held).toBeLessThan(20_000);
  });
});
