import { Entity } from '@backstage/catalog-model';
import {
  renderInTestApp,
  TestApiProvider,
} from '@backstage/frontend-test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import {
  AlertRow,
  PlanRequest,
  RolloutRow,
  SignalRow,
  ViewState,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { titaniumApiRef } from '@titanium-portal/backstage-plugin-titanium-react';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  fakeBackend,
  fakeDelivery,
  fakeHistory,
  fakeRollout,
  fakeRows,
} from '../delivery/testing/fakes';
import { deploymentBefore, deploymentsOf } from './model/deployments';
import { serviceHealth } from './model/health';
import { OverviewCard } from './OverviewCard';

const entity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'prod-api-gateway' },
  spec: { type: 'service' },
};

const ALERT: AlertRow = {
  key: 'fingerprint',
  cluster: 'titanium',
  name: 'HighErrorRate',
  state: 'firing',
  severity: 'critical',
  labels: {
    alertname: 'HighErrorRate',
    namespace: 'titanium-prod',
    service: 'prod-api-gateway',
    severity: 'critical',
  },
  summary: 'prod-api-gateway answers 7 % of its requests with an error',
  description: null,
  runbookUrl: '/docs/default/system/titanium/runbook#argocd-rollback',
  activeAt: '2026-01-08T01:01:00Z',
  firingAt: '2026-01-08T01:02:00Z',
  value: '0.07',
  silences: [],
};

const SIGNALS: SignalRow[] = [
  {
    key: 'errors',
    unit: 'percentunit',
    value: 0.0731,
    previous: 0.001,
    recent: [0.001, null, 0.0731],
  },
];

function show(
  views: Record<string, ViewState>,
  options: Parameters<typeof fakeBackend>[0] = {},
) {
  const backend = fakeBackend(options);
  Object.entries(views).forEach(([topic, view]) => backend.show(topic, view));
  renderInTestApp(
    <TestApiProvider apis={[[titaniumApiRef, backend.api]]}>
      <EntityProvider entity={entity}>
        <OverviewCard />
      </EntityProvider>
    </TestApiProvider>,
  );
  return backend;
}

const WELL: RolloutRow = {
  ...fakeRollout,
  health: 'healthy',
  ready: 3,
  waiting: [],
};

const alerts = (...rows: AlertRow[]) => fakeRows('alerts', rows);

const NIGHT = {
  rollouts: fakeRows('rollouts', [fakeRollout]),
  alerts: alerts(ALERT),
  signals: fakeRows('signals', SIGNALS),
  delivery: fakeDelivery(),
};

describe('the overview', () => {
  it('says what is wrong, since when and after which deployment', async () => {
    show(NIGHT);
    expect(await screen.findByText('Critical')).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: '1 of 3 pods ready' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/component/prod-api-gateway/pods',
    );
    expect(screen.getByText('CrashLoopBackOff')).toBeInTheDocument();
    const alert = within(screen.getByRole('list', { name: 'Alerts' }));
    expect(alert.getByText('HighErrorRate')).toBeInTheDocument();
    expect(alert.getByText(ALERT.summary!)).toBeInTheDocument();
    expect(
      alert.getByText('v1.8.0 was deployed 2 min before the alert.'),
    ).toBeInTheDocument();
    expect(alert.getByRole('link', { name: 'Runbook' })).toHaveAttribute(
      'href',
      ALERT.runbookUrl,
    );
    expect(
      alert.getByRole('link', { name: 'This deployment' }),
    ).toHaveAttribute('href', expect.stringMatching(/delivery\?history=8$/));
    expect(screen.getByText('Degraded')).toBeInTheDocument();
    expect(screen.getByText('7.31 %')).toBeInTheDocument();
    expect(screen.getByText('an hour before: 0.1 %')).toBeInTheDocument();
  });

  it('plans a silence of exactly this alert, with its reason', async () => {
    const createPlan = jest.fn(
      (_request: PlanRequest) => new Promise<never>(() => {}),
    );
    show(NIGHT, { createPlan });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Silence: HighErrorRate' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByRole('button', { name: 'Preview' })).toBeDisabled();
    await userEvent.type(dialog.getByLabelText(/Why/), 'rolling back now');
    await userEvent.click(dialog.getByRole('button', { name: 'Preview' }));
    await waitFor(() => expect(createPlan).toHaveBeenCalled());
    expect(createPlan.mock.calls[0][0]).toMatchObject({
      entityRef: 'component:default/prod-api-gateway',
      action: {
        id: 'alertmanager.silence',
        input: {
          cluster: 'titanium',
          minutes: 60,
          reason: 'rolling back now',
          matchers: expect.arrayContaining([
            {
              name: 'service',
              value: 'prod-api-gateway',
              isRegex: false,
              isEqual: true,
            },
          ]),
        },
      },
    });
  });

  it('names who silenced an alert, and counts it no more', async () => {
    show({
      ...NIGHT,
      rollouts: fakeRows('rollouts', [WELL]),
      alerts: alerts({
        ...ALERT,
        state: 'silenced',
        silences: [
          {
            id: 'silence-1',
            by: 'operator',
            comment: 'known',
            endsAt: '2026-01-08T02:00:00Z',
          },
        ],
      }),
    });
    expect(await screen.findByText('Healthy')).toBeInTheDocument();
    expect(screen.getByText('Silenced by operator: known')).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'End silence: HighErrorRate' }),
    ).toBeInTheDocument();
  });

  it('leads nowhere that a platform could make up', async () => {
    show({
      ...NIGHT,
      alerts: alerts(
        // eslint-disable-next-line no-script-url
        { ...ALERT, runbookUrl: 'javascript:alert(1)' },
      ),
    });
    await screen.findByText('HighErrorRate');
    expect(
      screen.queryByRole('link', { name: 'Runbook' }),
    ).not.toBeInTheDocument();
  });

  it('does without what is not installed, and says so', async () => {
    show({ rollouts: NIGHT.rollouts });
    expect(await screen.findByText('Degraded')).toBeInTheDocument();
    const missing = within(
      screen.getByRole('list', { name: 'What is not shown' }),
    );
    expect(
      missing.getByText('Alerts: the module for it is not installed.'),
    ).toBeInTheDocument();
    expect(
      missing.getByText('Delivery: the module for it is not installed.'),
    ).toBeInTheDocument();
  });
});

describe('deployments', () => {
  it('are told once, whoever tells of them', () => {
    const deployments = deploymentsOf(
      [fakeHistory(7), fakeHistory(8, { images: [] })],
      [fakeRollout],
    );
    expect(deployments.map(({ version }) => version)).toEqual([
      'v1.8.0',
      'v1.7.0',
    ]);
  });

  it('past Argo CD are told by the workload', () => {
    const deployments = deploymentsOf([], [fakeRollout]);
    expect(deployments).toHaveLength(2);
    expect(deployments[0]).toMatchObject({ version: 'v1.8.0', by: null });
  });

  it('are suspected only just before an alert', () => {
    const at = (time: string) => ({
      ...ALERT,
      activeAt: time,
      firingAt: time,
    });
    const deployments = deploymentsOf([fakeHistory(8)], []);
    const found = (time: string) => deploymentBefore(at(time), deployments);
    expect(found('2026-01-08T01:02:00Z')?.historyId).toBe(8);
    expect(found('2026-01-08T00:55:00Z')).toBeUndefined();
    expect(found('2026-01-08T03:00:00Z')).toBeUndefined();
  });

  it('leave a service healthy while nothing fires', () => {
    expect(serviceHealth('healthy', [{ ...ALERT, state: 'pending' }])).toBe(
      'healthy',
    );
    expect(serviceHealth('healthy', [ALERT])).toBe('failed');
    expect(serviceHealth(null, [])).toBe('unknown');
  });
});
