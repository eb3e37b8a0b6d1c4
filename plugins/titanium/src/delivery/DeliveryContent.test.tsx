import { Entity } from '@backstage/catalog-model';
import {
  renderInTestApp,
  TestApiProvider,
} from '@backstage/frontend-test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import {
  Plan,
  Run,
  RunSummary,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { titaniumApiRef } from '@titanium-portal/backstage-plugin-titanium-react';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { DeliveryContent } from './DeliveryContent';
import {
  fakeBackend,
  fakeDelivery,
  fakeHistory,
  fakeResource,
  fakeRevision,
  fakeRollout,
  fakeRows,
  LIVE,
} from './testing/fakes';

const entity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'prod-api-gateway',
    annotations: {
      'argocd/app-name': 'prod-api-gateway',
      'backstage.io/kubernetes-cluster': 'titanium',
    },
  },
  spec: { type: 'service' },
};

function show(backend: ReturnType<typeof fakeBackend>, route = '/') {
  return renderInTestApp(
    <TestApiProvider apis={[[titaniumApiRef, backend.api]]}>
      <EntityProvider entity={entity}>
        <DeliveryContent />
      </EntityProvider>
    </TestApiProvider>,
    { initialRouteEntries: [route] },
  );
}

const part = (name: string) => screen.findByRole('region', { name });

/** The plan to go back to 7. */
function aPlan(): Plan {
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

function aRun(change: Partial<Run> = {}): Run {
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

describe('the Delivery tab', () => {
  beforeAll(() => {
    window.matchMedia = query =>
      ({
        matches: query.includes('min-width'),
        media: query,
        addListener: () => {},
        addEventListener: () => {},
        removeEventListener: () => {},
        removeListener: () => {},
      } as unknown as MediaQueryList);
    Object.defineProperties(HTMLElement.prototype, {
      clientHeight: { configurable: true, get: () => 600 },
      clientWidth: { configurable: true, get: () => 1400 },
      offsetHeight: { configurable: true, get: () => 600 },
      offsetWidth: { configurable: true, get: () => 1400 },
    });
  });

  it('says how the application is, what runs and who wrote it', async () => {
    const backend = fakeBackend();
    backend.show('delivery', fakeDelivery());
    backend.show('rollouts', fakeRows('rollouts', [fakeRollout]));
    show(backend);
    const states = await screen.findByRole('group', {
      name: 'Sync and health',
    });
    expect(states).toHaveTextContent('SyncedDegraded');
    expect(
      screen.getByText('Deployment has 1 of 3 pods ready'),
    ).toBeInTheDocument();
    expect(screen.getByText('on, prunes, heals itself')).toBeInTheDocument();
    const history = await part('History');
    const newest = within(history).getAllByRole('row')[1];
    expect(newest).toHaveTextContent(/8f3c1d2.* bump to 1.4.0/);
    expect(newest).toHaveTextContent('Kim');
    expect(newest).toHaveTextContent('current');
    expect(within(newest).getByRole('link')).toHaveAttribute(
      'href',
      `https://git.example.org/commit/${fakeRevision(8).id}`,
    );
    const rollout = await part('Rollout');
    expect(rollout).toHaveTextContent(
      'api-gateway-7d9f8-p2 · CrashLoopBackOff',
    );
    expect(screen.getByTestId('titanium-freshness')).toHaveTextContent('live');
  });

  it('shows how many requests failed while each deployment ran, by one question', async () => {
    const backend = fakeBackend({
      read: jest.fn(async ({ action }) => {
        if (action?.id !== 'metrics.signals') throw new Error('not here');
        return {
          result: {
            type: 'series',
            series: [
              {
                name: 'errors',
                labels: { signal: 'errors', part: 'total', period: 'current' },
                points: [
                  [Date.parse('2026-01-07T12:00:00Z'), 0.001],
                  [Date.parse('2026-01-08T02:00:00Z'), 0.07],
                  [Date.parse('2026-01-08T03:00:00Z'), 0.074],
                ],
              },
            ],
          },
          at: new Date().toISOString(),
        };
      }) as never,
    });
    backend.show('delivery', fakeDelivery());
    show(backend);
    const history = await part('History');
    await waitFor(() =>
      expect(within(history).getAllByRole('row')[1]).toHaveTextContent('7.2 %'),
    );
    expect(within(history).getAllByRole('row')[2]).toHaveTextContent('0.1 %');
    expect(
      backend.api.read.mock.calls.filter(
        ([{ action }]) => action?.id === 'metrics.signals',
      ),
    ).toHaveLength(1);
  });

  it('rolls back through plan, steps and verification, and explains the end', async () => {
    const user = userEvent.setup();
    let run = aRun();
    const backend = fakeBackend({
      createPlan: jest.fn(async () => aPlan()),
      startRun: jest.fn(async () => run),
      run: jest.fn(async () => run),
      runEvents: jest.fn(async () => ({ events: [], state: run.state })),
    });
    backend.show('delivery', fakeDelivery());
    show(backend);
    await user.click(
      await screen.findByRole('button', {
        name: 'Roll back to this: revision 7',
      }),
    );
    const dialog = await screen.findByRole('dialog');
    expect(
      await within(dialog).findByText(
        'Roll application prod-api-gateway back from 8 (8f3c1d2) to 7 (41aa0be).',
      ),
    ).toBeVisible();
    expect(within(dialog).getByText(/Automatic sync is on/)).toBeVisible();
    expect(within(dialog).getByText('cache sessions')).toBeVisible();
    const steps = within(dialog).getByRole('list', { name: 'Steps' });
    expect(
      within(steps)
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual([
      expect.stringContaining('Pause automatic sync'),
      expect.stringContaining('Roll back to 7'),
      expect.stringContaining('Watch until it is healthy'),
    ]);
    expect(backend.api.createPlan.mock.calls[0][0]).toMatchObject({
      action: {
        id: 'argocd.app.rollback',
        input: { cluster: 'titanium', application: 'prod-api-gateway', id: 7 },
      },
    });

    await user.click(
      within(dialog).getByRole('button', { name: 'Roll back to 7' }),
    );
    expect(await within(dialog).findByText('2 of 3 ready')).toBeVisible();
    run = aRun({
      state: 'succeeded',
      endedAt: new Date().toISOString(),
      lastEvent: 2,
    });
    expect(
      await within(dialog).findByText(/normal after a rollback/, undefined, {
        timeout: 5000,
      }),
    ).toBeVisible();
  });

  it('explains OutOfSync after a rollback and offers to restore auto-sync as it was', async () => {
    const user = userEvent.setup();
    const run = aRun({ state: 'succeeded' });
    const createPlan = jest.fn(async () => aPlan());
    const backend = fakeBackend({ run: jest.fn(async () => run), createPlan });
    backend.show(
      'delivery',
      fakeDelivery({
        application: {
          sync: 'OutOfSync',
          health: 'Healthy',
          healthMessage: null,
          autoSync: { enabled: false, prune: true, selfHeal: false },
          revisions: [fakeRevision(7)],
        },
        history: [
          fakeHistory(7),
          fakeHistory(8),
          fakeHistory(9, { of: 7, current: true }),
        ],
        operation: { kind: 'rollback' },
      }),
    );
    backend.show('runs', fakeRows('runs', [run as RunSummary]));
    show(backend);
    expect(
      await screen.findByText(
        /The cluster runs revision 7 \(41aa0be\); git has 8 \(8f3c1d2\)/,
      ),
    ).toBeInTheDocument();
    expect(await screen.findByText('Auto-sync is paused.')).toBeInTheDocument();
    const history = await part('History');
    expect(within(history).getAllByRole('row')[1]).toHaveTextContent(
      'back to 7',
    );
    await user.click(
      screen.getByRole('button', {
        name: 'Restore auto-sync: prod-api-gateway',
      }),
    );
    await waitFor(() =>
      expect(createPlan).toHaveBeenCalledWith(
        expect.objectContaining({
          action: {
            id: 'argocd.app.restoreAutoSync',
            input: {
              cluster: 'titanium',
              application: 'prod-api-gateway',
              prune: true,
              selfHeal: false,
            },
          },
        }),
        expect.anything(),
      ),
    );
  });

  it('shows a running operation object by object, and can end it', async () => {
    const backend = fakeBackend();
    backend.show(
      'delivery',
      fakeDelivery({
        operation: {
          phase: 'Running',
          finishedAt: null,
          message: 'waiting for healthy state',
          resources: ['Synced', ''].map((status, index) => ({
            kind: 'Deployment',
            namespace: 'titanium-prod',
            name: `api-${index}`,
            status,
            message: null,
            phase: null,
          })),
        },
      }),
    );
    show(backend);
    const panel = await part('Operation in progress');
    expect(panel).toHaveTextContent('1 of 2 objects done');
    expect(
      within(panel).getByRole('button', {
        name: 'Terminate: prod-api-gateway',
      }),
    ).toBeInTheDocument();
    act(() => backend.show('delivery', fakeDelivery()));
    expect(await part('Last operation')).toHaveTextContent('Sync succeeded');
  });

  it('walks the tree by keyboard and opens an object', async () => {
    const user = userEvent.setup();
    const backend = fakeBackend();
    backend.show('delivery', fakeDelivery());
    show(backend);
    const tree = await screen.findByRole('tree');
    const items = within(tree).getAllByRole('treeitem');
    expect(items).toHaveLength(6);
    expect(items[0]).toHaveAttribute('aria-expanded', 'true');
    expect(items[2]).toHaveAttribute('aria-level', '3');
    act(() => items[0].focus());
    await user.keyboard('{ArrowRight}');
    expect(document.activeElement).toHaveAttribute('aria-level', '2');
    await user.keyboard('{ArrowLeft}{ArrowLeft}{ArrowLeft}');
    expect(within(tree).getAllByRole('treeitem')).toHaveLength(2);
    await user.keyboard('{Enter}');
    expect(await screen.findByRole('dialog')).toHaveAccessibleName(
      'Deployment api-gateway',
    );
  });

  it('draws only what is in sight of 3,000 objects', async () => {
    const backend = fakeBackend();
    backend.show(
      'delivery',
      fakeDelivery({
        resources: Array.from({ length: 3000 }, (_, index) =>
          fakeResource('ConfigMap', `map-${String(index).padStart(4, '0')}`),
        ),
      }),
    );
    show(backend);
    const tree = await screen.findByRole('tree');
    expect(within(tree).getAllByRole('treeitem').length).toBeLessThan(60);
  });

  it('takes filters, layout and the open row from the URL', async () => {
    const backend = fakeBackend({
      read: jest.fn(async ({ action }) => {
        if (action?.id !== 'argocd.app.diff') throw new Error('not here');
        return {
          result: {
            type: 'diff',
            objects: [
              {
                ref: { kind: 'deployment', name: 'api-gateway' },
                change: 'changed',
                live: 'image: v1.8.0\n',
                desired: 'image: v1.7.0\n',
                entries: [],
              },
            ],
          },
          at: new Date().toISOString(),
        };
      }) as never,
    });
    backend.show('delivery', fakeDelivery());
    show(backend, '/?layout=list&show=unhealthy&kind=Pod&history=7');
    const list = await screen.findByRole('grid');
    expect(list).toHaveAttribute('aria-rowcount', '3');
    expect(
      await screen.findByRole('button', { name: 'Hide revision 7' }),
    ).toHaveAttribute('aria-expanded', 'true');
    const diff = await screen.findByRole('region', {
      name: 'revision 7: deployment/api-gateway',
    });
    expect(diff).toHaveTextContent('image: v1.7.0');
    expect(backend.api.read).toHaveBeenCalledWith(
      expect.objectContaining({
        action: {
          id: 'argocd.app.diff',
          input: {
            cluster: 'titanium',
            application: 'prod-api-gateway',
            revisions: [expect.stringMatching(/^[0-9a-f]+$/)],
          },
        },
      }),
      expect.anything(),
    );
  });

  it('locks what somebody may not do, and says why', async () => {
    const backend = fakeBackend({ allowed: false });
    backend.show('delivery', fakeDelivery());
    show(backend);
    const sync = await screen.findByRole('button', {
      name: 'Sync: prod-api-gateway',
    });
    await waitFor(() =>
      expect(sync).toHaveAttribute('title', 'Only core-team may do this.'),
    );
  });

  it('keeps what it knows while Argo CD is away, and recovers by itself', async () => {
    const backend = fakeBackend();
    backend.show('delivery', fakeDelivery());
    show(backend);
    await part('History');
    act(() =>
      backend.say('delivery', 'argocd:main', {
        state: 'stale',
        since: '2026-01-08T02:14:00Z',
        message: 'connection refused',
        platform: 'Argo CD',
      }),
    );
    await waitFor(() =>
      expect(screen.getByTestId('titanium-freshness')).toHaveTextContent(
        /stale since .*Argo CD: connection refused/,
      ),
    );
    expect(await part('History')).toHaveTextContent('8f3c1d2');
    act(() => backend.say('delivery', 'argocd:main', LIVE));
    await waitFor(() =>
      expect(screen.getByTestId('titanium-freshness')).toHaveTextContent(
        'live',
      ),
    );
  });

  it.each([
    ['missing-annotation', 'argocd/app-name: prod-api-gateway'],
    ['forbidden', 'You may not see how this service is delivered'],
  ] as const)('says what to do when it is %s', async (code, words) => {
    const backend = fakeBackend();
    backend.show('delivery', fakeDelivery());
    show(backend);
    await part('History');
    act(() => backend.refuse('delivery', code));
    expect(await screen.findByText(words)).toBeInTheDocument();
    expect(screen.queryByText('8f3c1d2')).not.toBeInTheDocument();
  });

  it('says how to install what is missing', async () => {
    show(fakeBackend());
    expect(
      await screen.findByText('The Argo CD module is not installed'),
    ).toBeInTheDocument();
  });

  it('says that Argo CD does not answer when nothing was ever read', async () => {
    const backend = fakeBackend();
    backend.show('delivery', {
      collections: {},
      status: {
        'argocd:main': {
          ...LIVE,
          state: 'unavailable',
          message: 'connect ECONNREFUSED',
        },
      },
    });
    show(backend);
    expect(
      await screen.findByText('Argo CD does not answer'),
    ).toBeInTheDocument();
    expect(screen.getByText('connect ECONNREFUSED')).toBeInTheDocument();
  });

  it('says that Argo CD has no such application, not that it is down', async () => {
    const backend = fakeBackend();
    backend.show('delivery', {
      collections: {},
      status: {
        'argocd:main': {
          ...LIVE,
          state: 'unavailable',
          message: 'Argo CD main has no application prod-api-gateway.',
        },
      },
    });
    show(backend);
    expect(
      await screen.findByText('Argo CD has no application prod-api-gateway'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('argocd/app-name: prod-api-gateway'),
    ).toBeInTheDocument();
  });
});
