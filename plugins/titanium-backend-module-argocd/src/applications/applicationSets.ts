import { ApplicationSet } from '../client/types';
import { AppId, Application } from '../client/types';
import { ArgoInstance } from '../instances';
import { applicationSetOf } from './facts';

const POINTERS = [
  '/spec/syncPolicy',
  '/spec/syncPolicy/automated',
  '/spec/syncPolicy/automated/enabled',
];

/** True when the set leaves alone what people change in an application's sync policy. */
export function ignoresSyncPolicy(set: ApplicationSet, app: string): boolean {
  return (set.spec?.ignoreApplicationDifferences ?? []).some(
    ({ name, jsonPointers, jqPathExpressions }) =>
      (!name || name === app) &&
      ((jsonPointers ?? []).some(pointer => POINTERS.includes(pointer)) ||
        (jqPathExpressions ?? []).some(expression =>
          /^\.spec\.syncPolicy(?:\.automated)?$/.test(expression.trim()),
        )),
  );
}

/** The set that owns an application, and whether it tolerates a paused automatic sync. Null without a set. */
export async function readApplicationSet(
  instance: ArgoInstance,
  id: AppId,
  app: Application,
  signal?: AbortSignal,
): Promise<{ name: string; ignoresSyncPolicy: boolean } | null> {
  const name = applicationSetOf(app);
  if (name === null) {
    return null;
  }
  try {
    const set = await instance.client.applicationSet(
      name,
      id.namespace,
      signal,
    );
    return { name, ignoresSyncPolicy: ignoresSyncPolicy(set, id.name) };
  } catch {
    signal?.throwIfAborted();
    // What cannot be read must be taken for the usual: the set corrects its applications.
    return { name, ignoresSyncPolicy: false };
  }
}
