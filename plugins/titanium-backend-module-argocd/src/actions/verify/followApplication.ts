import { AppId, Application, ResourceTree } from '../../client/types';
import { readApplication } from '../../applications/resolve';
import { isUnavailable } from '../../client/errors';
import { ArgoInstance } from '../../instances';
import { Ticker } from '../../watch/Ticker';

/** An application at one moment, or why it could not be read just now. */
export type Look =
  | { app: Application; tree: ResourceTree }
  | { unavailable: string };

const LEAST_MS = 250;
const MOST_MS = 2_000;

/** Looks whenever something changed, and every few seconds anyway, until aborted. */
export async function* followApplication(
  instance: ArgoInstance,
  id: AppId,
  signal: AbortSignal,
): AsyncGenerator<Look> {
  const ticker = new Ticker(signal);
  const end = instance.watch.subscribe(id, {
    changed: () => ticker.changed(),
  });
  try {
    while (!signal.aborted) {
      yield await look(instance, id, signal);
      await ticker.next(MOST_MS, LEAST_MS);
    }
  } finally {
    end();
  }
}

async function look(
  instance: ArgoInstance,
  id: AppId,
  signal: AbortSignal,
): Promise<Look> {
  try {
    const [app, tree] = await Promise.all([
      readApplication(instance, id, signal),
      instance.client.tree(id, signal),
    ]);
    return { app, tree };
  } catch (error) {
    signal.throwIfAborted();
    if (isUnavailable(error)) {
      return { unavailable: (error as Error).message };
    }
    throw error;
  }
}
