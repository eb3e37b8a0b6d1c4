import { NotFoundError } from '@backstage/errors';
import { historyOf } from '../../applications/facts';
import { Application, HistoryEntry } from '../../client/types';

export type Entry = HistoryEntry & { id: number };

/** The deployment to go back to: the one named, or the one before the newest. */
export function chooseEntry(
  app: Application,
  wanted: number | null,
): { current: Entry; chosen: Entry } {
  const history = historyOf(app);
  const current = history.at(-1);
  const chosen =
    wanted === null ? history.at(-2) : history.find(({ id }) => id === wanted);
  if (!current || !chosen) {
    throw Object.assign(
      new NotFoundError(
        wanted === null
          ? 'Argo CD keeps no deployment before the current one.'
          : `Argo CD keeps no deployment ${wanted} of this application any more. Kept are: ${
              history.map(({ id }) => id).join(', ') || 'none'
            }.`,
      ),
      { code: 'target-not-found' as const },
    );
  }
  return { current, chosen };
}
