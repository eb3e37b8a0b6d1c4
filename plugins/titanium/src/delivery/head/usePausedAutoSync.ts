import { useApi } from '@backstage/core-plugin-api';
import {
  DeliveryApplicationRow,
  Run,
  RunSummary,
} from '@titanium-portal/backstage-plugin-titanium-common';
import {
  titaniumApiRef,
  useStreamView,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { useEffect, useMemo, useState } from 'react';
import { AutoSyncPolicy, pausedPolicy, pausingRun } from '../model/autoSync';

/** Auto-sync that a run of the portal has paused, and what it was before. */
export interface PausedAutoSync {
  run: RunSummary;
  at: string;
  policy: AutoSyncPolicy;
}

/** Looks for the run that paused auto-sync; null when it is on, or was never on as far as the portal knows. */
export function usePausedAutoSync(
  application: DeliveryApplicationRow | null,
  entityRef: string,
): PausedAutoSync | null {
  const api = useApi(titaniumApiRef);
  const { view } = useStreamView({ topic: 'runs', entityRef });
  const runs = view.collections.runs as Record<string, RunSummary> | undefined;
  const off = application !== null && !application.autoSync.enabled;
  const name = application?.name;
  const run = useMemo(
    () => (off && name ? pausingRun(Object.values(runs ?? {}), name) : null),
    [off, name, runs],
  );
  // The run is read again when it has gone on: its first step may only now have paused.
  const key = run && `${run.id}:${run.state}`;
  const [known, setKnown] = useState<{ key: string; run: Run } | null>(null);
  const id = run?.id;
  useEffect(() => {
    if (!key || !id) return undefined;
    const abort = new AbortController();
    api.run(id, abort.signal).then(
      whole => !abort.signal.aborted && setKnown({ key, run: whole }),
      // Without it the banner stays away; auto-sync can still be restored from the menu.
      () => {},
    );
    return () => abort.abort();
  }, [api, id, key]);
  return useMemo(() => {
    if (!run || known?.key !== key) return null;
    const paused = pausedPolicy(known.run);
    return paused && { run, at: paused.at, policy: paused };
  }, [run, known, key]);
}
