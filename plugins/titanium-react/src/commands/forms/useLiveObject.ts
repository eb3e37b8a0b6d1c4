import { useApi } from '@backstage/core-plugin-api';
import { JsonObject } from '@backstage/types';
import { useEffect, useState } from 'react';
import { titaniumApiRef } from '../../api';

/** The text of one object, asked for when a form opens. */
export type LiveObject =
  | { state: 'loading' }
  | { state: 'failed'; error: unknown }
  | { state: 'ready'; text: string };

/** Reads one object by an action whose answer is objects; again when `action` changes by identity. */
export function useLiveObject(action: {
  id: string;
  input: JsonObject;
}): LiveObject {
  const api = useApi(titaniumApiRef);
  const [live, setLive] = useState<LiveObject>({ state: 'loading' });
  useEffect(() => {
    const abort = new AbortController();
    api.read({ action }, abort.signal).then(
      ({ result }) => {
        if (abort.signal.aborted) return;
        const text =
          result.type === 'objects' ? result.objects[0]?.text : undefined;
        setLive(
          text === undefined
            ? { state: 'failed', error: new Error('There is no such object') }
            : { state: 'ready', text },
        );
      },
      error => {
        if (!abort.signal.aborted) setLive({ state: 'failed', error });
      },
    );
    return () => abort.abort();
  }, [api, action]);
  return live;
}
