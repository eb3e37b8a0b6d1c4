import { Samples } from '../../../world/metrics';

/** The NaN that marks the end of a series. */
const STALE = 0x7ff0000000000002n;

function varint(value: number | bigint): number[] {
  let rest = BigInt.asUintN(64, BigInt(value));
  const bytes: number[] = [];
  while (rest >= 0x80n) {
    bytes.push(Number(rest & 0x7fn) | 0x80);
    rest >>= 7n;
  }
  return [...bytes, Number(rest)];
}

function field(number: number, content: Uint8Array): Buffer {
  return Buffer.concat([
    Buffer.from([(number << 3) | 2, ...varint(content.length)]),
    content,
  ]);
}

function sample(value: number, isStale: boolean, time: number): Buffer {
  const double = Buffer.alloc(8);
  if (isStale) {
    double.writeBigUInt64LE(STALE);
  } else {
    double.writeDoubleLE(value);
  }
  return Buffer.concat([
    Buffer.from([(1 << 3) | 1]),
    double,
    Buffer.from([2 << 3, ...varint(time)]),
  ]);
}

function encode(all: readonly Samples[], from: number, to: number): Buffer {
  const message = all.flatMap(({ labels, times, values, stale }) => {
    const samples = [...times.keys()]
      .filter(index => times[index] >= from && times[index] < to)
      .map(index =>
        field(2, sample(values[index], stale?.[index] === 1, times[index])),
      );
    if (samples.length === 0) {
      return [];
    }
    const pairs = labels.pairs.map(([name, value]) =>
      field(
        1,
        Buffer.concat([
          field(1, Buffer.from(name)),
          field(2, Buffer.from(value)),
        ]),
      ),
    );
    return [field(1, Buffer.concat([...pairs, ...samples]))];
  });
  return Buffer.concat(message);
}

/** Snappy's block format, of literals only. */
function framed(data: Buffer): Buffer {
  const parts = [Buffer.from(varint(data.length))];
  for (let at = 0; at < data.length; at += 0x10000) {
    const piece = data.subarray(at, at + 0x10000);
    const length = piece.length - 1;
    parts.push(Buffer.from([61 << 2, length & 0xff, length >> 8]), piece);
  }
  return Buffer.concat(parts);
}

const BATCH_MS = 10 * 60_000;

/** Gives a real Prometheus samples, bit by bit and with the marks of ended series, through its remote-write receiver. */
export async function remoteWrite(
  url: string,
  all: readonly Samples[],
): Promise<void> {
  const first = Math.min(...all.map(({ times }) => times[0]));
  const last = Math.max(...all.map(({ times }) => times.at(-1)!));
  for (let from = first; from <= last; from += BATCH_MS) {
    const response = await fetch(`${url}/api/v1/write`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/x-protobuf',
        'Content-Encoding': 'snappy',
        'X-Prometheus-Remote-Write-Version': '0.1.0',
      },
      body: framed(encode(all, from, from + BATCH_MS)),
    });
    if (!response.ok) {
      throw new Error(`${response.status} ${await response.text()}`);
    }
  }
}
