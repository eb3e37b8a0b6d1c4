import { Agent, fetch } from 'undici';

/** How often the official plugin's tab asks again, in milliseconds; its hook's default. */
export const OFFICIAL_POLL_MS = 10_000;

/**
 * One viewer of the official Kubernetes tab: what its hook asks for, once. Answers the bytes of the body before
 * compression.
 */
export async function pollOfficialTab(options: {
  url: string;
  token: string;
  entity: object;
  agent: Agent;
}): Promise<number> {
  const answer = await fetch(`${options.url}/api/kubernetes/services/anchor`, {
    method: 'POST',
    dispatcher: options.agent,
    headers: {
      'content-type': 'application/json',
      'accept-encoding': 'identity',
      authorization: `Bearer ${options.token}`,
    },
    body: JSON.stringify({ entity: options.entity, auth: {} }),
  });
  const body = await answer.arrayBuffer();
  if (!answer.ok) {
    throw new Error(
      `official plugin: ${answer.status} ${Buffer.from(body)
        .toString()
        .slice(0, 300)}`,
    );
  }
  return body.byteLength;
}
