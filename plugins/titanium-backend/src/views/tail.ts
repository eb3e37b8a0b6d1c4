import { StreamMessage } from '@titanium-portal/backstage-plugin-titanium-common';

type Shared = 'delta' | 'lines' | 'gap';

/**
 * A message without its first two fields, `type` and `id`: the part that all viewers of a view share, encoded once. The
 * rest is `head`, so that `head(...) + tailOf(...)` is one line of the stream.
 */
export function tailOf(
  type: Shared,
  epoch: string,
  sequence: number,
  fields: object,
): { type: Shared; bytes: Buffer } {
  const body = JSON.stringify({ cursor: cursorOf(epoch, sequence), ...fields });
  return { type, bytes: Buffer.from(`${body.slice(1)}\n`) };
}

/** The beginning of a message for one subscription. */
export function head(type: StreamMessage['type'], id: string): string {
  return `{"type":"${type}","id":${JSON.stringify(id)},`;
}

export function cursorOf(epoch: string, sequence: number): string {
  return `${epoch}.${sequence}`;
}

/** The sequence of a cursor of this epoch; undefined for any other text. */
export function sequenceOf(
  cursor: string | undefined,
  epoch: string,
): number | undefined {
  const match = /^([\w-]{1,32})\.(\d{1,15})$/.exec(cursor ?? '');
  return match?.[1] === epoch ? Number(match[2]) : undefined;
}
