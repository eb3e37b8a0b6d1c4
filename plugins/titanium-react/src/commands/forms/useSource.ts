import { useApi } from '@backstage/core-plugin-api';
import { JsonObject } from '@backstage/types';
import { useEffect, useState } from 'react';
import { titaniumApiRef } from '../../api';

/** What the source of the page's entity holds for a command's path. */
export type Source =
  /** The page is no entity's, or the command names no path: nothing is looked for. */
  | { state: 'none' }
  | { state: 'loading' }
  | { state: 'failed'; error: unknown }
  | { state: 'missing'; reason: string; url: string | null; detail: string }
  /** `files` are those that a folder's text is built of. */
  | { state: 'found'; url: string; text: string; files: string[] };

/** Looks for the file or folder that a command applies; again when `input` changes by identity. */
export function useSource(
  input: JsonObject | null,
  entityRef: string | undefined,
): Source {
  const api = useApi(titaniumApiRef);
  const asked = input !== null && entityRef !== undefined;
  const [source, setSource] = useState<Source>({
    state: asked ? 'loading' : 'none',
  });
  useEffect(() => {
    if (input === null || entityRef === undefined) {
      setSource({ state: 'none' });
      return undefined;
    }
    const abort = new AbortController();
    setSource({ state: 'loading' });
    api
      .read(
        { action: { id: 'kubernetes.manifest.source', input }, entityRef },
        abort.signal,
      )
      .then(
        ({ result }) => {
          if (abort.signal.aborted) return;
          const row = result.type === 'rows' ? result.rows[0] : undefined;
          const [reason, url, detail, text, files] = row ?? ['unreadable'];
          setSource(
            reason === null && url && text
              ? { state: 'found', url, text, files: files?.split('\n') ?? [] }
              : {
                  state: 'missing',
                  reason: reason ?? 'unreadable',
                  url: url ?? null,
                  detail: detail ?? '',
                },
          );
        },
        error => {
          if (!abort.signal.aborted) setSource({ state: 'failed', error });
        },
      );
    return () => abort.abort();
  }, [api, input, entityRef]);
  return source;
}
