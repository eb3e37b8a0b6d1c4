import { Wakeup } from './Wakeup';

/**
 * Yields what any of the sources yields, as it comes. A source is asked for its next value only after its last was
 * taken. Sources end with the signal they were opened with, or when the consumer stops; an exception of one ends all.
 */
export async function* merge<T>(
  sources: readonly AsyncIterable<T>[],
): AsyncGenerator<T> {
  const ready: { value: T; taken: () => void }[] = [];
  const wakeup = new Wakeup();
  let open = sources.length;
  let stopped = false;
  let failure: { error: unknown } | undefined;

  const pump = async (source: AsyncIterable<T>) => {
    try {
      for await (const value of source) {
        if (stopped) {
          break;
        }
        await new Promise<void>(taken => {
          ready.push({ value, taken });
          wakeup.call();
        });
        if (stopped) {
          break;
        }
      }
    } catch (error) {
      failure ??= { error };
    } finally {
      open -= 1;
      wakeup.call();
    }
  };
  sources.forEach(pump);

  try {
    while (open > 0 || ready.length > 0) {
      const item = ready.shift();
      if (item) {
        item.taken();
        yield item.value;
      } else if (failure) {
        break;
      } else {
        await wakeup.wait();
      }
    }
    if (failure) {
      throw failure.error;
    }
  } finally {
    stopped = true;
    ready.forEach(({ taken }) => taken());
  }
}

/** Applies a function to each value. */
export async function* map<T, U>(
  source: AsyncIterable<T>,
  change: (value: T) => U,
): AsyncGenerator<U> {
  for await (const value of source) {
    yield change(value);
  }
}
