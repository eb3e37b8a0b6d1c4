import { useApiHolder } from '@backstage/core-plugin-api';
import { ServerStatement } from '@titanium-portal/backstage-plugin-titanium-common';
import {
  CommandPlace,
  titaniumApiRef,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { FoundBlock } from './blocks/findBlocks';

/** What the server made of a page, by block; undefined until it answered. */
export interface PageStatements {
  byBlock: ReadonlyMap<string, readonly ServerStatement[]> | undefined;
  error: unknown;
  retry: () => void;
}

/** One request a page, and another only when the page's text or its place has changed. */
export function useStatements(
  blocks: readonly FoundBlock[],
  place: CommandPlace,
): PageStatements {
  const api = useApiHolder().get(titaniumApiRef);
  const { entityRef, documentRef, path } = place;
  const request = useMemo(
    () =>
      JSON.stringify({
        entityRef,
        documentRef,
        path,
        blocks: blocks.map(({ id, language, heading, text }) => ({
          id,
          language,
          heading: heading?.slice(0, 1024),
          text,
        })),
      }),
    [blocks, entityRef, documentRef, path],
  );
  const empty = blocks.length === 0;
  const [answer, setAnswer] = useState<{
    request: string;
    byBlock?: ReadonlyMap<string, readonly ServerStatement[]>;
    error?: unknown;
  }>();
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    if (!api || empty) {
      return undefined;
    }
    const abort = new AbortController();
    api.parse(JSON.parse(request), abort.signal).then(
      response => {
        if (!abort.signal.aborted) {
          setAnswer({
            request,
            byBlock: new Map(
              response.blocks.map(each => [each.id, each.statements]),
            ),
          });
        }
      },
      error => !abort.signal.aborted && setAnswer({ request, error }),
    );
    return () => abort.abort();
  }, [api, empty, request, attempt]);

  const current = answer?.request === request ? answer : undefined;
  return {
    byBlock: current?.byBlock,
    error: current?.error,
    retry: useCallback(() => setAttempt(n => n + 1), []),
  };
}
