/** Milliseconds of work before the browser gets its turn. */
const SLICE_MS = 8;

/** Calls `work` for each pushed item, in order, giving the browser its turn between items that take long. */
export function inSlices<T>(work: (item: T) => void): {
  push: (item: T) => void;
  cancel: () => void;
} {
  const queue: T[] = [];
  const channel = new MessageChannel();
  let scheduled = false;
  const schedule = () => {
    if (!scheduled) {
      scheduled = true;
      channel.port2.postMessage(null);
    }
  };
  channel.port1.onmessage = () => {
    scheduled = false;
    const start = performance.now();
    while (queue.length > 0 && performance.now() - start < SLICE_MS) {
      work(queue.shift()!);
    }
    if (queue.length > 0) {
      schedule();
    }
  };
  return {
    push: item => {
      queue.push(item);
      schedule();
    },
    cancel: () => {
      queue.length = 0;
      channel.port1.close();
    },
  };
}
