import {
  createStreamDecoder,
  StreamMessage,
} from '@titanium-portal/backstage-plugin-titanium-common';

/** Messages of a streamed answer. Lets go of the connection when its consumer stops or `signal` aborts. */
export async function* readStream(
  response: Response,
  signal: AbortSignal,
): AsyncGenerator<StreamMessage> {
  const reader = response.body!.getReader();
  const decoder = createStreamDecoder();
  const cancel = () => reader.cancel().catch(() => {});
  signal.addEventListener('abort', cancel, { once: true });
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) {
        return;
      }
      yield* decoder.push(value);
    }
  } finally {
    signal.removeEventListener('abort', cancel);
    await cancel();
  }
}
