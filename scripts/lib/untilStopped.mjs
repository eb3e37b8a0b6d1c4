import { lastLines } from './children.mjs';
import { SetupError, say } from './say.mjs';

/**
 * Keeps the portal running until Ctrl-C or SIGTERM, or until one of its programs ends by itself; then stops the rest.
 * Signals that come while it still starts must be handled by calling this first: see `start.mjs`.
 */
export function stopSignals() {
  let stop;
  const stopped = new Promise(resolve => {
    stop = resolve;
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => stop(signal));
  }
  return stopped;
}

export async function untilStopped(portal, stopped) {
  const outcome = await Promise.race([stopped, portal.children.firstEnd()]);
  if (typeof outcome === 'string') {
    say('\nStopping …');
    await portal.stop();
    return 0;
  }
  const { running, end } = outcome;
  await portal.stop();
  const how =
    end.error?.message ??
    (end.signal ? `by ${end.signal}` : `with exit code ${end.code}`);
  throw new SetupError(
    `The ${running.name} ended by itself ${how}:\n${lastLines(running.log)}`,
    `All of its output: ${running.log}`,
  );
}
