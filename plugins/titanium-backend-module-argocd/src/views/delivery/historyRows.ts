import {
  DeliveryHistoryRow,
  DeliveryRevision,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { historyOf, revisionsOf, sourcesOf } from '../../applications/facts';
import { RevisionQuery } from '../../applications/Revisions';
import { shownOrNull, shownText } from '../../applications/text';
import { AppId, Application, HistoryEntry, Source } from '../../client/types';
import { RevisionOf } from '../../client/ArgoClient';
import { ArgoInstance } from '../../instances';
import { sourceRow } from './applicationRow';

/** Questions for the commits of an application's sources. */
export function revisionQueries(
  app: AppId,
  of: { revisions: string[]; sources: Source[]; historyId: number | null },
): RevisionQuery[] {
  const { revisions, sources, historyId } = of;
  return revisions.map((revision, at) => ({
    app,
    revision,
    source: sources[at] ?? {},
    historyId,
    ...(sources.length > 1 && { sourceIndex: at }),
  }));
}

export function queriesOfEntry(
  app: AppId,
  entry: HistoryEntry & { id: number },
): RevisionQuery[] {
  return revisionQueries(app, {
    revisions: revisionsOf(entry),
    sources: sourcesOf(entry),
    historyId: entry.id,
  });
}

/** What to ask manifests of. */
export function revisionOfEntry(
  entry: HistoryEntry & { id: number },
): RevisionOf {
  return {
    revisions: revisionsOf(entry),
    historyId: entry.id,
    multiSource: sourcesOf(entry).length > 1,
  };
}

export function initiatorOf(
  by: { username?: string; automated?: boolean } | undefined,
): string | null {
  if (by?.automated) {
    return 'automated';
  }
  return shownOrNull(by?.username);
}

export function historyRow(
  entry: HistoryEntry & { id: number },
  known: {
    revisions: DeliveryRevision[];
    images: readonly string[];
    current: boolean;
  },
): DeliveryHistoryRow {
  return {
    key: String(entry.id).padStart(6, '0'),
    id: entry.id,
    revisions: known.revisions,
    sources: sourcesOf(entry).map(sourceRow),
    deployedAt: entry.deployedAt ?? '',
    deployStartedAt: entry.deployStartedAt ?? null,
    initiatedBy: initiatorOf(entry.initiatedBy),
    current: known.current,
    images: known.images.map(image => shownText(image, 300)),
  };
}

/** Deployments of the past with what is known of their commits and images now. */
export function historyRows(
  instance: ArgoInstance,
  id: AppId,
  app: Application,
): Record<string, DeliveryHistoryRow> {
  const entries = historyOf(app);
  const newest = entries.at(-1);
  const rows = entries.map(entry => {
    const current = entry === newest;
    const images = instance.images.known(id, revisionOfEntry(entry));
    return historyRow(entry, {
      revisions: queriesOfEntry(id, entry).map(query =>
        instance.revisions.known(query),
      ),
      images: images?.length
        ? images
        : (current ? app.status?.summary?.images : null) ?? [],
      current,
    });
  });
  return Object.fromEntries(rows.map(row => [row.key, row]));
}
