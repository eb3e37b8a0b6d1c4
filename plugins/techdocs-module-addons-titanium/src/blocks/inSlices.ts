/** Milliseconds of work before the browser gets its turn. */
const SLICE_MS = 8;

/** Calls `work` for each pushed item, in order, giving the browser its turn whenever a slice is full. */
export function inSlices<T>(work: (item: T) => void): {
  push: (item: T) => void;
  cancel: () => void;
} {
  const queue: T[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const slice = () => {
    timer = undefined;
    const start = performance.now();
    while (queue.length > 0 && performance.now() - start < SLICE_MS) {
      work(queue.shift()!);
    }
    if (queue.length > 0) {
      timer = setTimeout(slice);
    }
  };
  return {
    push: item => {
      queue.push(item);
      timer ??= setTimeout(slice);
    },
    cancel: () => {
      queue.length = 0;
      clearTimeout(timer);
    },
  };
}
