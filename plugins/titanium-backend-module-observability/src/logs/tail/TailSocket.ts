import WebSocket from 'ws';
import { LokiStream } from '../lines';
import { areStreams } from '../shapes';

const HANDSHAKE_MS = 10_000;
const PING_MS = 15_000;
const MOST_BYTES = 32 * 1024 * 1024;

/** A message of a tail. */
interface TailMessage {
  streams?: unknown;
  dropped_entries?: unknown[] | null;
}

/** Where tails are had, from configuration only. */
export interface TailAddress {
  url: string;
  headers: Record<string, string>;
  ca?: string;
}

/** How a tail ended. */
export interface TailEnd {
  /** WebSocket close code; 1006 when the connection broke. */
  code: number;
  reason: string;
}

function addressOf(
  { url }: TailAddress,
  query: Record<string, string>,
): string {
  const address = new URL(url);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  address.pathname = `${address.pathname.replace(/\/+$/, '')}/loki/api/v1/tail`;
  address.search = new URLSearchParams(query).toString();
  return address.toString();
}

/** One tail of Loki. Follows no redirects, unpacks nothing, and notices a peer that went silent. */
export class TailSocket {
  /** Settles when the connection is over, whoever ended it. */
  readonly ended: Promise<TailEnd>;
  private readonly socket: WebSocket;
  private ping: NodeJS.Timeout | undefined;

  constructor(
    address: TailAddress,
    query: { query: string; start: string; limit: string },
    onMessage: (streams: LokiStream[], dropped: number) => void,
  ) {
    this.socket = new WebSocket(
      addressOf(address, { ...query, delay_for: '0' }),
      {
        headers: { ...address.headers, 'user-agent': 'titanium-portal' },
        perMessageDeflate: false,
        followRedirects: false,
        handshakeTimeout: HANDSHAKE_MS,
        maxPayload: MOST_BYTES,
        ...(address.ca !== undefined && { ca: address.ca }),
      },
    );
    let problem = '';
    this.socket.on('error', error => {
      problem ||= error.message;
    });
    this.socket.on('message', data => {
      try {
        const { streams, dropped_entries: dropped } = JSON.parse(
          data.toString(),
        ) as TailMessage;
        const lines = streams ?? [];
        if (!areStreams(lines)) {
          throw new TypeError('no streams');
        }
        onMessage(lines, Array.isArray(dropped) ? dropped.length : 0);
      } catch {
        problem ||= 'Loki sent what is no message of a tail';
        this.socket.terminate();
      }
    });
    this.ended = new Promise(resolve => {
      this.socket.on('close', (code, reason) => {
        clearInterval(this.ping);
        resolve({ code, reason: reason.toString() || problem });
      });
    });
  }

  /** True once the tail is open, false when it could not be opened. */
  async opened(): Promise<boolean> {
    const open = new Promise<true>(resolve => {
      this.socket.once('open', () => resolve(true));
    });
    const ready = await Promise.race([open, this.ended.then(() => false)]);
    if (ready) {
      this.watch();
    }
    return ready;
  }

  close(): void {
    clearInterval(this.ping);
    this.socket.terminate();
  }

  private watch(): void {
    let answered = true;
    this.socket.on('pong', () => {
      answered = true;
    });
    this.ping = setInterval(() => {
      if (!answered) {
        this.socket.terminate();
        return;
      }
      answered = false;
      this.socket.ping();
    }, PING_MS);
    this.ping.unref();
  }
}
