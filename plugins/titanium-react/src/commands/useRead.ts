import { useApi } from '@backstage/core-plugin-api';
import { useCallback, useEffect, useRef, useState } from 'react';
import { ReadRequest } from '@titanium-portal/backstage-plugin-titanium-common';
import { ReadResponse, titaniumApiRef } from '../api';

/** The last answer of a read, the running one, and why the newest failed. Old answers stay readable. */
export interface ReadState {
  running: boolean;
  answer: ReadResponse | undefined;
  error: unknown;
}

export function useRead(): {
  state: ReadState;
  read: (request: ReadRequest) => void;
} {
  const api = useApi(titaniumApiRef);
  const [state, setState] = useState<ReadState>({
    running: false,
    answer: undefined,
    error: undefined,
  });
  const abort = useRef<AbortController>();
  useEffect(() => () => abort.current?.abort(), []);
  const read = useCallback(
    (request: ReadRequest) => {
      abort.current?.abort();
      const mine = new AbortController();
      abort.current = mine;
      setState(known => ({ ...known, running: true, error: undefined }));
      api.read(request, mine.signal).then(
        answer =>
          !mine.signal.aborted &&
          setState({ running: false, answer, error: undefined }),
        error =>
          !mine.signal.aborted &&
          setState(known => ({ ...known, running: false, error })),
      );
    },
    [api],
  );
  return { state, read };
}
