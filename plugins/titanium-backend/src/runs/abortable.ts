/** Ends when the signal says so, even if the source is slow to notice. */
export async function* abortable<T>(
  source: AsyncIterable<T>,
  signal: AbortSignal,
): AsyncIterable<T> {
  const iterator = source[Symbol.asyncIterator]();
  let abort = () => {};
  const aborted = new Promise<{ done: true; value: undefined }>(resolve => {
    abort = () => resolve({ done: true, value: undefined });
    signal.addEventListener('abort', abort);
    if (signal.aborted) abort();
  });
  try {
    for (;;) {
      const next = await Promise.race([iterator.next(), aborted]);
      if (next.done || signal.aborted) return;
      yield next.value;
    }
  } finally {
    signal.removeEventListener('abort', abort);
    // A source that hangs must not hang the run; its late failure is of no interest.
    void Promise.resolve(iterator.return?.()).catch(() => undefined);
  }
}
