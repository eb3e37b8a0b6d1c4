import { Read } from '@titanium-portal/backstage-plugin-titanium-node';
import { TableResult } from '@titanium-portal/backstage-plugin-titanium-common';
import { historyOf, revisionsOf, shortRevision } from '../applications/facts';
import { findApplication, FoundApplication } from '../applications/resolve';
import { printCommand } from '../grammar/print';
import { ArgoInstances } from '../instances';
import {
  historyRow,
  queriesOfEntry,
  revisionOfEntry,
} from '../views/delivery/historyRows';
import { DeliveryHistoryRow } from '@titanium-portal/backstage-plugin-titanium-common';
import { placesOfRead } from './place';
import { HistoryInput, historySchema } from './schemas';

/** Deployments of the past, newest first, with commits and images. */
export async function readHistory({
  instance,
  id,
  app,
}: FoundApplication): Promise<DeliveryHistoryRow[]> {
  const entries = historyOf(app).reverse();
  return Promise.all(
    entries.map(async (entry, at) => {
      const [revisions, images] = await Promise.all([
        Promise.all(
          queriesOfEntry(id, entry).map(query =>
            instance.revisions.load(query),
          ),
        ),
        instance.images.load(id, revisionOfEntry(entry)),
      ]);
      return historyRow(entry, { revisions, images, current: at === 0 });
    }),
  );
}

function table(
  rows: DeliveryHistoryRow[],
  found: FoundApplication,
): TableResult {
  const entries = historyOf(found.app);
  const names = ['ID', 'DATE', 'REVISION', 'MESSAGE', 'AUTHOR', 'IMAGES', 'BY'];
  return {
    type: 'table',
    columns: names.map(name => ({
      name,
      type: name === 'DATE' ? 'time' : 'string',
    })),
    rows: rows.map(row => ({
      cells: [
        String(row.id),
        row.deployedAt || null,
        revisionsOf(entries.find(({ id }) => id === row.id) ?? {})
          .map(shortRevision)
          .join(', '),
        row.revisions[0]?.message?.split('\n')[0] ?? '',
        row.revisions[0]?.author ?? '',
        row.images.join(', '),
        row.initiatedBy ?? '',
      ],
    })),
  };
}

export function historyRead(instances: ArgoInstances): Read<HistoryInput> {
  return {
    id: 'argocd.app.history',
    title: 'Deployments of an application',
    description: 'What was deployed before, with commit, author and images.',
    input: historySchema,
    ...placesOfRead(instances),
    async run(input, { entity, signal }) {
      const found = await findApplication(instances, input, { entity, signal });
      return table(await readHistory(found), found);
    },
    toCommand: input => printCommand('argocd.app.history', input),
  };
}
