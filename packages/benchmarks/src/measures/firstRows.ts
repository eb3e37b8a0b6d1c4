import { Agent, fetch } from 'undici';

/** Milliseconds from asking for the Pods view until its first snapshot with rows has arrived. */
export async function measureFirstRows(options: {
  url: string;
  token: string;
  entityRef: string;
}): Promise<number> {
  const controller = new AbortController();
  const agent = new Agent();
  const started = performance.now();
  try {
    const answer = await fetch(`${options.url}/api/titanium/stream`, {
      method: 'POST',
      dispatcher: agent,
      signal: controller.signal,
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${options.token}`,
      },
      body: JSON.stringify({
        subscriptions: [
          { id: 'pods', topic: 'pods', entityRef: options.entityRef },
        ],
      }),
    });
    if (!answer.ok || !answer.body) {
      throw new Error(`stream: ${answer.status} ${await answer.text()}`);
    }
    let text = '';
    const decoder = new TextDecoder();
    for await (const chunk of answer.body) {
      text += decoder.decode(chunk as Uint8Array, { stream: true });
      if (/"readyContainers"/.test(text)) {
        return performance.now() - started;
      }
      if (/"type":"refused"/.test(text)) {
        throw new Error(`stream refused: ${text.slice(0, 400)}`);
      }
    }
    throw new Error('the stream ended without rows');
  } finally {
    controller.abort();
    await agent.close();
  }
}
