import {
  createStreamDecoder,
  StreamMessage,
  StreamSubscription,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { request as httpRequest, IncomingMessage } from 'node:http';
import { until } from '@titanium-portal/test-utils';

/** A stream being read, slowly where a test wants it. */
export interface TestStream {
  status: number;
  headers: IncomingMessage['headers'];
  messages: StreamMessage[];
  ended: boolean;
  /** Waits for a message that fits. */
  next<T extends StreamMessage['type']>(
    type: T,
    fits?: (message: Extract<StreamMessage, { type: T }>) => boolean,
  ): Promise<Extract<StreamMessage, { type: T }>>;
  pause(): void;
  resume(): void;
  close(): void;
}

/** Posts subscriptions and reads what comes. */
export async function openStream(
  url: string,
  authorization: string,
  subscriptions: (Partial<StreamSubscription> & { topic: string })[],
): Promise<TestStream> {
  const body = JSON.stringify({
    subscriptions: subscriptions.map((subscription, index) => ({
      id: `s${index}`,
      entityRef: null,
      ...subscription,
    })),
  });
  const call = httpRequest(`${url}/stream`, {
    method: 'POST',
    agent: false,
    headers: { authorization, 'content-type': 'application/json' },
  });
  const answer = new Promise<IncomingMessage>((resolve, reject) => {
    call.on('response', resolve);
    call.on('error', reject);
  });
  call.end(body);
  const response = await answer;
  const decoder = createStreamDecoder();
  const stream: TestStream = {
    status: response.statusCode ?? 0,
    headers: response.headers,
    messages: [],
    ended: false,
    next: (type, fits = () => true) =>
      until<never>(() => {
        const index = stream.messages.findIndex(
          message => message.type === type && fits(message as never),
        );
        return index < 0
          ? undefined
          : (stream.messages.splice(0, index + 1).at(-1) as never);
      }),
    pause: () => response.pause(),
    resume: () => response.resume(),
    close: () => call.destroy(),
  };
  response.on('data', chunk => stream.messages.push(...decoder.push(chunk)));
  response.on('close', () => {
    stream.ended = true;
  });
  response.on('error', () => undefined);
  call.on('error', () => undefined);
  return stream;
}
