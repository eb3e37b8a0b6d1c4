import { useApi } from '@backstage/core-plugin-api';
import { useCallback, useEffect, useRef, useState } from 'react';
import { Plan, Run } from '@titanium-portal/backstage-plugin-titanium-common';
import { TitaniumApi, titaniumApiRef } from '../api';
import { createIdempotencyKey } from './idempotencyKey';
import { PlanSource } from './types';

/** Where the way from a source to a run stands. */
export type PlanProgress =
  | { phase: 'loading' }
  | { phase: 'failed'; error: unknown }
  /** `error` is why the last attempt to start was refused. */
  | { phase: 'ready'; plan: Plan; starting: boolean; error?: unknown }
  | { phase: 'running'; plan: Plan; run: Run };

function fetchPlan(
  api: TitaniumApi,
  source: PlanSource,
  signal: AbortSignal,
): Promise<Plan> {
  switch (source.type) {
    case 'request':
      return api.createPlan(source.request, signal);
    case 'undo':
      return api.undoRun(source.runId);
    case 'retry':
      return api.retryRun(source.runId);
    case 'renewal':
      return api.renewPlan(source.planId);
    default:
      return api.plan(source.id, signal);
  }
}

/**
 * Asks for a plan when `source` changes (by identity) and starts its run once confirmed. A confirmation keeps its
 * idempotency key until it is answered, so that pressing again after a lost answer finds the same run.
 */
export function usePlan(source: PlanSource | null): {
  progress: PlanProgress;
  refresh: () => void;
  confirm: () => void;
} {
  const api = useApi(titaniumApiRef);
  const [progress, setProgress] = useState<PlanProgress>({ phase: 'loading' });
  const [attempt, setAttempt] = useState(0);
  const confirmation = useRef<{ planId: string; key: string }>();
  const inFlight = useRef(false);
  const generation = useRef(0);

  useEffect(() => {
    generation.current++;
    inFlight.current = false;
    setProgress({ phase: 'loading' });
    if (!source) {
      return undefined;
    }
    const abort = new AbortController();
    fetchPlan(api, source, abort.signal).then(
      plan =>
        !abort.signal.aborted &&
        setProgress({ phase: 'ready', plan, starting: false }),
      error => !abort.signal.aborted && setProgress({ phase: 'failed', error }),
    );
    return () => abort.abort();
  }, [api, source, attempt]);

  const refresh = useCallback(() => setAttempt(n => n + 1), []);

  const confirm = useCallback(() => {
    if (progress.phase !== 'ready' || inFlight.current) {
      return;
    }
    const { plan } = progress;
    if (confirmation.current?.planId !== plan.id) {
      confirmation.current = { planId: plan.id, key: createIdempotencyKey() };
    }
    const mine = generation.current;
    inFlight.current = true;
    setProgress({ phase: 'ready', plan, starting: true });
    const settle = (next: PlanProgress) => {
      if (generation.current === mine) {
        inFlight.current = false;
        setProgress(next);
      }
    };
    api
      .startRun({
        planId: plan.id,
        idempotencyKey: confirmation.current.key,
      })
      .then(
        run => settle({ phase: 'running', plan, run }),
        error => settle({ phase: 'ready', plan, starting: false, error }),
      );
  }, [api, progress]);

  return { progress, refresh, confirm };
}
