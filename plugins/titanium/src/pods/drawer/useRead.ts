import {
  ReadResponse,
  TitaniumApi,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { ReadRequest } from '@titanium-portal/backstage-plugin-titanium-common';
import { useCallback, useEffect, useState } from 'react';

export interface ReadState {
  /** The last answer; stays while it is read again. */
  answer?: ReadResponse;
  error?: Error;
  reading: boolean;
  again: () => void;
}

/** Reads once, and again when asked or when `version` changes. Null reads nothing. */
export function useRead(
  api: TitaniumApi,
  request: ReadRequest | null,
  version: string = '',
): ReadState {
  const key = request && JSON.stringify(request);
  const [round, setRound] = useState(0);
  const [state, setState] = useState<{
    key: string | null;
    answer?: ReadResponse;
    error?: Error;
    reading: boolean;
  }>({ key: null, reading: false });
  useEffect(() => {
    if (!key) return undefined;
    const abort = new AbortController();
    setState(before =>
      before.key === key
        ? { ...before, reading: true }
        : { key, reading: true },
    );
    api.read(JSON.parse(key) as ReadRequest, abort.signal).then(
      answer =>
        !abort.signal.aborted && setState({ key, answer, reading: false }),
      error =>
        !abort.signal.aborted &&
        setState(before => ({
          key,
          answer: before.key === key ? before.answer : undefined,
          error: error as Error,
          reading: false,
        })),
    );
    return () => abort.abort();
  }, [api, key, round, version]);
  const again = useCallback(() => setRound(before => before + 1), []);
  return state.key === key && key
    ? { ...state, again }
    : { reading: key !== null, again };
}
