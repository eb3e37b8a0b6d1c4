import { RunSummary } from '@titanium-portal/backstage-plugin-titanium-common';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  fakeBackend,
  fakeDelivery,
  fakeHistory,
  fakeResource,
  fakeRevision,
  fakeRollout,
  fakeRows,
} from './testing/fakes';
import { giveRoom, part, show } from './__testUtils__/page';
import { aPlan, aRun } from './testing/plans';

describe('the Delivery tab', () => {
  beforeAll(giveRoom);

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
});
