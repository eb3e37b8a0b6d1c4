import { DeliveryRevision } from '@titanium-portal/backstage-plugin-titanium-common';
import { ArgoClient } from '../client/ArgoClient';
import { AppId, RevisionMetadata, Source } from '../client/types';
import { commitUrl } from './links';
import { shownOrNull, shownText } from './text';

const MOST = 2000;
/** How long a failure is believed. */
const FAILED_MS = 60_000;

/** A revision of one source of an application. */
export interface RevisionQuery {
  app: AppId;
  source: Source;
  revision: string;
  /** Place among several sources; undefined for one source. */
  sourceIndex?: number;
  historyId: number | null;
}

interface Entry {
  revision?: DeliveryRevision;
  failedAt?: number;
  loading?: Promise<DeliveryRevision>;
}

function bare(query: RevisionQuery, error: string | null): DeliveryRevision {
  const { revision: id, source } = query;
  return {
    id: shownText(id, 200),
    author: null,
    date: null,
    message: null,
    error,
    url: commitUrl(source.repoURL ?? '', id),
  };
}

function keyOf({ source, revision }: RevisionQuery): string {
  return `${source.repoURL ?? ''} ${revision}`;
}

/** Commits, asked for once: what a revision is never changes. */
export class Revisions {
  private readonly entries = new Map<string, Entry>();

  constructor(private readonly client: ArgoClient) {}

  /** What is known now; `error` is null and the rest too while nothing is. */
  known(query: RevisionQuery): DeliveryRevision {
    return this.entries.get(keyOf(query))?.revision ?? bare(query, null);
  }

  /** True when asking could tell more. */
  isOpen(query: RevisionQuery): boolean {
    if (query.source.chart) {
      return false;
    }
    const entry = this.entries.get(keyOf(query));
    return (
      !entry ||
      (entry.failedAt !== undefined && Date.now() - entry.failedAt > FAILED_MS)
    );
  }

  /**
   * Never rejects: a revision that cannot be told about carries the reason. Whoever asks first may leave: others wait for
   * the same answer, which is bounded in time by itself.
   */
  async load(query: RevisionQuery): Promise<DeliveryRevision> {
    const entry = this.entries.get(keyOf(query));
    if (entry?.loading) {
      return entry.loading;
    }
    if (!this.isOpen(query)) {
      return this.known(query);
    }
    const loading = this.ask(query);
    this.entries.set(keyOf(query), { ...entry, loading });
    if (this.entries.size > MOST) {
      this.entries.delete(this.entries.keys().next().value!);
    }
    return loading;
  }

  private async ask(query: RevisionQuery): Promise<DeliveryRevision> {
    const { app, revision, sourceIndex, historyId } = query;
    try {
      const metadata = await this.client.revisionMetadata(app, revision, {
        sourceIndex,
        historyId: sourceIndex === undefined ? null : historyId,
      });
      const found = this.read(query, metadata);
      this.entries.set(keyOf(query), { revision: found });
      return found;
    } catch (error) {
      const found = bare(query, shownText((error as Error).message, 300));
      this.entries.set(keyOf(query), { revision: found, failedAt: Date.now() });
      return found;
    }
  }

  private read(
    query: RevisionQuery,
    { author, date, message }: RevisionMetadata,
  ): DeliveryRevision {
    return {
      ...bare(query, null),
      author: shownOrNull(author?.replace(/\s*<[^>]*>\s*$/, '')),
      date: date ?? null,
      message: shownOrNull(message?.trim()),
    };
  }
}
