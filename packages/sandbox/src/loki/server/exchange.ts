import { IncomingMessage, ServerResponse } from 'node:http';
import { Work } from '../query/work';
import { LogStore } from '../store/store';
import { VolumeEstimator } from '../store/volume';
import { Params } from './params';

/** A request and what answers it. */
export interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  params: Params;
  store: LogStore;
  volume: VolumeEstimator;
  work: Work;
  /** The part of the path that the route leaves open. */
  name: string;
}

export type Route = (exchange: Exchange) => Promise<void> | void;

export function sendJson(
  response: ServerResponse,
  body: unknown,
  status = 200,
): void {
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=UTF-8',
  });
  response.end(JSON.stringify(body));
}

export function sendText(
  response: ServerResponse,
  status: number,
  message: string,
): void {
  response.writeHead(status, {
    'Content-Type': 'text/plain; charset=utf-8',
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(`${message}\n`);
}

/** `{status, data}` as most endpoints answer. */
export function sendData(response: ServerResponse, data: unknown): void {
  sendJson(response, { status: 'success', data });
}

/** The effort of a query, as its answer tells it. */
export function statsOf(work: Work, returned: number) {
  const seconds = (performance.now() - work.startedAt) / 1000;
  const perSecond = (count: number) =>
    seconds > 0 ? Math.round(count / seconds) : 0;
  return {
    summary: {
      bytesProcessedPerSecond: perSecond(work.bytes),
      linesProcessedPerSecond: perSecond(work.lines),
      totalBytesProcessed: work.bytes,
      totalLinesProcessed: work.lines,
      execTime: seconds,
      queueTime: 0,
      subqueries: 0,
      totalEntriesReturned: returned,
      splits: 0,
      shards: 0,
    },
  };
}
