import {
  Run,
  RunSummary,
} from '@titanium-portal/backstage-plugin-titanium-common';

export interface AutoSyncPolicy {
  prune: boolean;
  selfHeal: boolean;
}

const PAUSING = ['argocd.app.rollback', 'argocd.app.pauseAutoSync'];

/** Without a record of what it was: the gentler policy. People see it in the plan before they confirm. */
export const PLAIN_POLICY: AutoSyncPolicy = { prune: false, selfHeal: false };

/** The newest run that may have paused auto-sync, of an application that has it off. */
export function pausingRun(
  runs: Iterable<RunSummary>,
  application: string,
): RunSummary | null {
  let newest: RunSummary | null = null;
  for (const run of runs) {
    if (
      run.target.name === application &&
      run.action.startsWith('argocd.app.') &&
      (!newest || run.startedAt > newest.startedAt) &&
      (PAUSING.includes(run.action) ||
        run.action === 'argocd.app.restoreAutoSync') &&
      run.state !== 'undone'
    ) {
      newest = run;
    }
  }
  return newest && PAUSING.includes(newest.action) ? newest : null;
}

/** Finds a flag by the last part of its path, however deep a step kept it. */
function flag(value: unknown, name: string): boolean | undefined {
  if (typeof value === 'string' && value.startsWith('{')) {
    try {
      return flag(JSON.parse(value), name);
    } catch {
      return undefined;
    }
  }
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const found =
      typeof inner === 'boolean' && (key === name || key.endsWith(`.${name}`))
        ? inner
        : flag(inner, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What the run's step found before it paused auto-sync; null when it did not pause it. */
export function pausedPolicy(
  run: Run,
): (AutoSyncPolicy & { at: string }) | null {
  const step = run.steps.find(
    ({ index, state }) =>
      state === 'succeeded' && /pause/i.test(run.plan.steps[index]?.kind ?? ''),
  );
  if (!step?.endedAt) return null;
  return {
    at: step.endedAt,
    prune: flag(step.before, 'prune') ?? false,
    selfHeal: flag(step.before, 'selfHeal') ?? false,
  };
}
