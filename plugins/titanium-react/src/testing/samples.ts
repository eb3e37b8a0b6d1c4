import {
  Plan,
  Run,
  ServerStatement,
} from '@titanium-portal/backstage-plugin-titanium-common';

/** `kubectl scale` of the gateway, as the server reads it. */
export function aStatement(
  given: Partial<ServerStatement> = {},
): ServerStatement {
  return {
    line: 1,
    text: 'kubectl scale deployment prod-api-gateway-deployment -n titanium-prod --replicas=3',
    verdict: 'change',
    verb: 'kubectl scale',
    action: 'kubernetes.workload.scale',
    input: {},
    target: null,
    placeholders: [],
    filters: [],
    reason: null,
    position: null,
    title: 'Scale workload',
    risk: 'medium',
    defaults: {},
    ...given,
  };
}

/** A plan to scale the gateway to 3, valid for ten minutes. */
export function aPlan(given: Partial<Plan> = {}): Plan {
  return {
    id: 'plan-1',
    state: 'draft',
    action: 'kubernetes.workload.scale',
    title: 'Scale workload',
    input: {},
    risk: 'medium',
    target: {
      cluster: 'titanium',
      namespace: 'titanium-prod',
      kind: 'deployment',
      name: 'prod-api-gateway-deployment',
      uid: 'u1',
    },
    entityRef: 'component:default/prod-api-gateway',
    boundEntityRefs: ['component:default/prod-api-gateway'],
    requester: 'user:default/operator',
    sentence: 'A sentence only the server knows.',
    summary: { key: 'something-else', values: {} },
    confirmLabel: 'Scale to 3',
    steps: [
      {
        index: 0,
        kind: 'scale',
        title: 'Scale to 3',
        input: {},
        preview: {
          source: 'dry-run',
          entries: [{ path: 'spec.replicas', before: '2', after: '3' }],
          before: 'spec:\n  replicas: 2\n',
          after: 'spec:\n  replicas: 3\n',
        },
        preconditions: { uid: 'u1', generation: 1, fieldsHash: null },
        fence: 'resourceVersion',
      },
    ],
    warnings: [
      {
        code: 'unheard-of',
        severity: 'warning',
        message: 'An autoscaler will undo this.',
      },
    ],
    decision: { allowed: true, code: 'ok', reason: '' },
    approval: { required: false, approvers: [] },
    undo: { possible: true },
    runId: null,
    command:
      'kubectl scale deployment prod-api-gateway-deployment -n titanium-prod --replicas=3',
    origin: { type: 'document', verified: false },
    hash: 'h',
    createdAt: new Date().toISOString(),
    expiresAt: new Date(Date.now() + 600_000).toISOString(),
    ...given,
  };
}

/** The run of {@link aPlan}, verifying. */
export function aRun(given: Partial<Run> = {}): Run {
  const plan = given.plan ?? aPlan({ state: 'consumed' });
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
    startedAt: new Date().toISOString(),
    endedAt: null,
    progress: { message: '2 of 3 ready', done: 2, total: 3 },
    undoOf: null,
    undoneBy: null,
    origin: plan.origin,
    plan,
    steps: [
      {
        index: 0,
        title: 'Scale to 3',
        state: 'verifying',
        startedAt: new Date().toISOString(),
        endedAt: null,
        before: null,
        after: null,
        error: null,
      },
    ],
    undo: { possible: false },
    retry: { possible: false },
    cancel: { possible: true },
    reveal: { possible: false },
    lastEvent: 1,
    ...given,
  };
}
