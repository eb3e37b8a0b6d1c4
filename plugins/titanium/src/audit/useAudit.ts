import { useApi } from '@backstage/core-plugin-api';
import { AuditRow } from '@titanium-portal/backstage-plugin-titanium-common';
import { titaniumApiRef } from '@titanium-portal/backstage-plugin-titanium-react';
import { useCallback, useEffect, useState } from 'react';
import { AuditFilter, toQuery } from './filters';

interface Pages {
  filter: AuditFilter;
  rows: readonly AuditRow[];
  cursor: string | null;
}

/** Rows of the audit, newest first, page by page. */
export function useAudit(filter: AuditFilter) {
  const api = useApi(titaniumApiRef);
  const [pages, setPages] = useState<Pages>();
  const [error, setError] = useState<unknown>();
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    const abort = new AbortController();
    setError(undefined);
    api.audit(toQuery(filter), abort.signal).then(
      ({ rows, nextCursor }) =>
        !abort.signal.aborted && setPages({ filter, rows, cursor: nextCursor }),
      failure => !abort.signal.aborted && setError(failure),
    );
    return () => abort.abort();
  }, [api, filter, attempt]);

  const current = pages?.filter === filter ? pages : undefined;
  const cursor = current?.cursor ?? null;
  const more = useCallback(() => {
    if (cursor === null) return;
    api.audit({ ...toQuery(filter), cursor }).then(
      page =>
        setPages(known =>
          known?.filter === filter && known.cursor === cursor
            ? {
                filter,
                rows: [...known.rows, ...page.rows],
                cursor: page.nextCursor,
              }
            : known,
        ),
      setError,
    );
  }, [api, filter, cursor]);

  return {
    rows: current?.rows,
    error,
    hasMore: cursor !== null,
    more,
    refresh: useCallback(() => setAttempt(count => count + 1), []),
  };
}
