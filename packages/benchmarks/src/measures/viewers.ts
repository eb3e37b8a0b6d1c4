import { Agent, fetch } from 'undici';

/** Streams held open, and what came through them. */
export interface Viewers {
  bytes(): number;
  /** Resolves when every stream has had its first snapshot. */
  allReady: Promise<void>;
  close(): Promise<void>;
}

/** Opens `count` streams of the Pods view, spread over users and services. */
export function openViewers(options: {
  url: string;
  tokens: string[];
  entityRefs: string[];
  count: number;
}): Viewers {
  const controller = new AbortController();
  const agent = new Agent({
    connections: null,
    bodyTimeout: 0,
    headersTimeout: 60_000,
  });
  let bytes = 0;
  const open = async (index: number, ready: () => void) => {
    const answer = await fetch(`${options.url}/api/titanium/stream`, {
      method: 'POST',
      dispatcher: agent,
      signal: controller.signal,
      headers: {
        'content-type': 'application/json',
        'accept-encoding': 'identity',
        authorization: `Bearer ${
          options.tokens[index % options.tokens.length]
        }`,
      },
      body: JSON.stringify({
        subscriptions: [
          {
            id: 'pods',
            topic: 'pods',
            entityRef: options.entityRefs[index % options.entityRefs.length],
          },
        ],
      }),
    });
    if (!answer.ok || !answer.body) {
      throw new Error(
        `stream ${index}: ${answer.status} ${await answer.text()}`,
      );
    }
    let seen = false;
    for await (const chunk of answer.body) {
      bytes += (chunk as Uint8Array).length;
      if (!seen && Buffer.from(chunk as Uint8Array).includes('"snapshot"')) {
        seen = true;
        ready();
      }
    }
  };
  const running: Promise<void>[] = [];
  const allReady = Promise.all(
    Array.from(
      { length: options.count },
      (_, index) =>
        new Promise<void>((resolve, reject) => {
          running.push(
            open(index, resolve).catch(error => {
              if (!controller.signal.aborted) {
                reject(error);
              }
            }),
          );
        }),
    ),
  ).then(() => undefined);
  return {
    bytes: () => bytes,
    allReady,
    close: async () => {
      controller.abort();
      await Promise.allSettled(running);
      await agent.close();
    },
  };
}
