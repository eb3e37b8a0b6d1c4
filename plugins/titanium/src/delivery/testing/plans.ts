import { Plan, Run } from '@titanium-portal/backstage-plugin-titanium-common';

/** The plan to go back to 7. */
export function aPlan(): Plan {
  const step = (index: number, kind: string, entries: number) => ({
    index,
    kind,
    title: `title of ${kind}`,
    input: { id: 7 },
    preview: {
      source: entries ? ('computed' as const) : ('none' as const),
      entries: entries
        ? [{ path: `field of ${kind}`, before: '1', after: '2' }]
        : [],
    },
    preconditions: { uid: 'u', generation: null, fieldsHash: null },
    fence: 'none' as const,
  });
  return {
    id: 'plan-1',
    state: 'draft',
    action: 'argocd.app.rollback',
    title: 'Roll back application',
    input: {},
    risk: 'medium',
    target: {
      cluster: 'titanium',
      namespace: 'titanium-prod',
      kind: 'application',
      name: 'prod-api-gateway',
      uid: 'u',
    },
    entityRef: 'component:default/prod-api-gateway',
    boundEntityRefs: ['component:default/prod-api-gateway'],
    requester: 'user:default/lead',
    sentence: 'English',
    summary: {
      key: 'argocd.rollback',
      values: {
        application: 'prod-api-gateway',
        id: 7,
        from: 8,
        revision: '41aa0be',
        fromRevision: '8f3c1d2',
        message: 'cache sessions',
        author: 'Park',
      },
    },
    confirmLabel: 'Roll back to 7',
    steps: [
      step(0, 'pause-autosync', 1),
      step(1, 'rollback', 1),
      step(2, 'verify', 0),
    ],
    warnings: [
      { code: 'argocd-auto-sync', severity: 'warning', message: 'English' },
    ],
    decision: { allowed: true, code: 'ok', reason: '' },
    approval: { required: false, approvers: [] },
    undo: { possible: true },
    command: 'argocd app rollback prod-api-gateway 7',
    origin: { type: 'tab', verified: false },
    runId: null,
    hash: 'h',
    createdAt: new Date().toISOString(),
    expiresAt: new Date(Date.now() + 600_000).toISOString(),
  };
}

/** The run of that plan, whose first two steps are done. */
export function aRun(change: Partial<Run> = {}): Run {
  const plan = aPlan();
  const at = new Date().toISOString();
  return {
    id: 'run-1',
    planId: plan.id,
    state: 'verifying',
    action: plan.action,
    title: plan.title,
    sentence: plan.sentence,
    summary: plan.summary,
    risk: plan.risk,
    target: plan.target,
    boundEntityRefs: plan.boundEntityRefs,
    requester: plan.requester,
    startedAt: at,
    endedAt: null,
    progress: { message: '2 of 3 ready', done: 2, total: 3 },
    undoOf: null,
    undoneBy: null,
    origin: plan.origin,
    plan,
    steps: plan.steps.map(({ index, title }) => ({
      index,
      title,
      state: index < 2 ? 'succeeded' : 'verifying',
      startedAt: at,
      endedAt: index < 2 ? at : null,
      before:
        index === 0
          ? { autoSync: { enabled: true, prune: true, selfHeal: false } }
          : null,
      after: null,
      error: null,
    })),
    undo: { possible: true },
    retry: { possible: false },
    cancel: { possible: true },
    reveal: { possible: false },
    lastEvent: 1,
    ...change,
  };
}
