import { useApi } from '@backstage/core-plugin-api';
import { ReadRequest } from '@titanium-portal/backstage-plugin-titanium-common';
import {
  ReadResponse,
  titaniumApiRef,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { useEffect, useRef } from 'react';
import { useRead } from '../pods/drawer/useRead';
import { isPassing } from './problems';

/** A failed platform is asked again this often, whether or not the page refreshes by itself. */
const RETRY_MS = 10_000;

export interface KeptRead {
  /** The newest answer there was; stays through new questions and failures. */
  answer: ReadResponse | undefined;
  /** Why the newest question has none. */
  error: Error | undefined;
  reading: boolean;
  again: () => void;
}

/**
 * Reads when the request changes and with every round, keeps the last answer meanwhile, and tries again by itself what
 * may pass. Null asks nothing and keeps what was read.
 */
export function useKeptRead(
  request: ReadRequest | null,
  round: number,
): KeptRead {
  const api = useApi(titaniumApiRef);
  const { answer, error, reading, again } = useRead(
    api,
    request,
    String(round),
  );
  const kept = useRef<ReadResponse>();
  if (answer) kept.current = answer;
  useEffect(() => {
    if (!error || reading || !isPassing(error)) return undefined;
    const timer = setTimeout(again, RETRY_MS);
    return () => clearTimeout(timer);
  }, [error, reading, again]);
  return { answer: kept.current, error, reading, again };
}
