import { Entity } from '@backstage/catalog-model';
import {
  renderInTestApp,
  TestApiProvider,
} from '@backstage/frontend-test-utils';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import {
  AlertRow,
  ApprovalRow,
  NodeRow,
  StreamMessage,
  StreamRequest,
  StreamSubscription,
} from '@titanium-portal/backstage-plugin-titanium-common';
import {
  TitaniumApi,
  titaniumApiRef,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { stubBrowser } from '../charts/testing/browser';
import { fakeRollout, fakeRows, LIVE } from '../delivery/testing/fakes';
import { OperationsPage } from './OperationsPage';

function aService(name: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      namespace: 'default',
      annotations: { 'backstage.io/kubernetes-id': name },
    },
    spec: { type: 'service' },
  };
}

const alert = (service: string): AlertRow => ({
  key: `alert-${service}`,
  cluster: 'titanium',
  name: 'HighErrorRate',
  state: 'firing',
  severity: 'critical',
  labels: { service },
  summary: 'many errors',
  description: null,
  runbookUrl: null,
  activeAt: '2026-01-08T01:01:00Z',
  firingAt: '2026-01-08T01:02:00Z',
  value: null,
  silences: [],
});

const node: NodeRow = {
  key: 'titanium/node-1',
  cluster: 'titanium',
  name: 'node-1',
  roles: [],
  health: 'healthy',
  status: 'Ready',
  version: 'v1.29.7',
  createdAt: '2026-01-01T00:00:00Z',
  allocatable: { cpu: 4000, memory: 8 * 2 ** 30 },
  usage: { cpu: 300, memory: 2 ** 30 },
  pods: 9,
  podCapacity: 110,
};

const approval: ApprovalRow = {
  id: 'plan-1',
  action: 'kubernetes.workload.scale',
  title: 'Scale',
  risk: 'high',
  target: {
    cluster: 'titanium',
    namespace: 'titanium-prod',
    kind: 'statefulset',
    name: 'postgres',
    uid: 'u',
  },
  entityRef: null,
  requester: 'user:default/operator',
  sentence: 'Scale postgres to 2.',
  summary: { key: 'unheard-of', values: {} },
  createdAt: '2026-01-08T01:00:00Z',
  expiresAt: '2030-01-01T00:00:00Z',
  mayApprove: true,
  mine: false,
  state: 'awaiting_approval',
  boundEntityRefs: [],
  origin: { type: 'tab', verified: false },
};

const healthy = {
  ...fakeRollout,
  health: 'healthy' as const,
  message: '3 of 3 ready',
  ready: 3,
  waiting: [],
};

type Said =
  | { rows: string; of: Parameters<typeof fakeRows>[1] }
  | { refused: 'forbidden' | 'not-installed' };

/** A back end that answers each subscription by what the test says of it. */
function backendOf(say: (topic: string, service: string | null) => Said) {
  const requests: StreamRequest[] = [];
  let cursor = 0;
  const answer = ({
    id,
    topic,
    entityRef,
  }: StreamSubscription): StreamMessage => {
    const said = say(topic, entityRef?.split('/')[1] ?? null);
    cursor += 1;
    return 'refused' in said
      ? { type: 'refused', id, code: said.refused, message: said.refused }
      : {
          type: 'snapshot',
          id,
          cursor: `e:${cursor}`,
          state: {
            ...fakeRows(said.rows, said.of),
            status: { [`${topic}:titanium`]: LIVE },
          },
        };
  };
  const api = {
    async *stream(request: StreamRequest, signal: AbortSignal) {
      requests.push(request);
      yield* request.subscriptions.map(answer);
      await new Promise<void>(resolve => {
        signal.addEventListener('abort', () => resolve());
      });
    },
    checkActions: async (items: unknown[]) =>
      items.map(() => ({
        decision: { allowed: true, code: 'ok' as const, reason: '' },
        command: null,
        title: '',
        risk: 'low' as const,
        undoable: true,
      })),
  } as unknown as TitaniumApi;
  return { api, requests };
}

function show(
  say: Parameters<typeof backendOf>[0],
  options: { services?: string[]; route?: string; catalog?: object } = {},
) {
  const { services = ['prod-api-gateway', 'prod-blog-service'] } = options;
  const backend = backendOf(say);
  const catalog = options.catalog ?? {
    getEntities: async () => ({ items: services.map(aService) }),
  };
  renderInTestApp(
    <TestApiProvider
      apis={[
        [titaniumApiRef, backend.api],
        [catalogApiRef, catalog as never],
      ]}
    >
      <OperationsPage />
    </TestApiProvider>,
    { initialRouteEntries: [options.route ?? '/'] },
  );
  return backend;
}

/** What an operator is told while prod-blog-service has an alert. */
function operator(topic: string, service: string | null): Said {
  switch (topic) {
    case 'alerts':
      return { rows: 'alerts', of: [alert('prod-blog-service')] };
    case 'rollouts':
      return { rows: 'rollouts', of: [{ ...healthy, key: String(service) }] };
    case 'cluster':
      return { rows: 'nodes', of: [node] };
    case 'approvals':
      return { rows: 'approvals', of: [approval as never] };
    default:
      return { rows: topic, of: [] };
  }
}

const services = () =>
  screen.findByRole('grid', { name: 'Services', hidden: true });

beforeAll(() => {
  stubBrowser();
  // The size that the virtual list measures; jsdom lays out nothing.
  Object.defineProperties(HTMLElement.prototype, {
    clientHeight: { configurable: true, get: () => 600 },
    clientWidth: { configurable: true, get: () => 1400 },
    offsetHeight: { configurable: true, get: () => 600 },
    offsetWidth: { configurable: true, get: () => 1400 },
  });
});

describe('the operations page', () => {
  it('puts what is not well first', async () => {
    show(operator);
    await screen.findByText('Critical');
    await screen.findByText('Healthy');
    const rows = screen.getAllByRole('row', { name: /prod-/ });
    expect(rows[0]).toHaveTextContent('Critical');
    expect(rows[0]).toHaveTextContent('prod-blog-service');
    expect(rows[0]).toHaveTextContent('HighErrorRate');
    // The rollout just before the alert is the first thing to suspect.
    expect(
      screen.getByText(/was deployed .* before the alert/),
    ).toBeInTheDocument();
    expect(screen.getByText('node-1')).toBeInTheDocument();
    const alerts = within(screen.getByRole('list', { name: 'Alerts' }));
    expect(
      alerts.getByRole('link', { name: 'prod-blog-service' }),
    ).toHaveAttribute('href', '/catalog/default/component/prod-blog-service');
    const waiting = within(
      screen.getByRole('list', { name: 'Waiting for approval' }),
    );
    expect(waiting.getByText('Scale postgres to 2.')).toBeInTheDocument();
    expect(screen.getByText('Nothing runs')).toBeInTheDocument();
  });

  it('narrows to what needs attention, as the link says', async () => {
    show(operator, { route: '/?show=attention' });
    expect(
      await screen.findByRole('button', { name: 'Needs attention 1' }),
    ).toHaveAttribute('aria-pressed', 'true');
    expect(await screen.findAllByRole('row', { name: /prod-/ })).toHaveLength(
      1,
    );
    await userEvent.click(screen.getByRole('button', { name: 'All 2' }));
    expect(await screen.findAllByRole('row', { name: /prod-/ })).toHaveLength(
      2,
    );
    await userEvent.type(screen.getByLabelText('Filter services'), 'gate');
    expect(await screen.findAllByRole('row', { name: /prod-/ })).toHaveLength(
      1,
    );
  });

  it('asks for alerts service by service where all are not for the viewer', async () => {
    const backend = show((topic, service) => {
      if ((topic === 'alerts' || topic === 'cluster') && service === null) {
        return { refused: 'forbidden' };
      }
      if (topic === 'alerts') {
        return {
          rows: 'alerts',
          of: service === 'prod-blog-service' ? [alert(service)] : [],
        };
      }
      return operator(topic, service);
    });
    await waitFor(() =>
      expect(
        screen.getAllByRole('row', { name: /prod-blog-service/ })[0],
      ).toHaveTextContent('Critical'),
    );
    expect(
      screen.getByText('The use of nodes and namespaces is for operators.'),
    ).toBeInTheDocument();
    // Asked once more for what came to it, and then at rest.
    const asked = backend.requests.length;
    await userEvent.type(screen.getByLabelText('Filter services'), 'prod');
    expect(backend.requests.length).toBeLessThanOrEqual(asked);
    expect(asked).toBeLessThanOrEqual(4);
  });

  it('watches at most fifty topics, and says how many services it does not', async () => {
    const backend = show(operator, {
      services: Array.from({ length: 60 }, (_, index) => `prod-${index}`),
    });
    expect(
      await screen.findByText(/14 more services are not watched here/),
    ).toBeInTheDocument();
    await services();
    await waitFor(() =>
      expect(
        backend.requests[backend.requests.length - 1].subscriptions.length,
      ).toBeLessThanOrEqual(50),
    );
    // Each of its views draws the page once more.
  }, 90_000);

  it('says what is not installed, and the line that changes it', async () => {
    show(() => ({ refused: 'not-installed' }));
    expect(
      (await screen.findAllByText('The module for this is not installed'))
        .length,
    ).toBeGreaterThan(0);
    expect(
      screen.getByText(/backend-module-observability/),
    ).toBeInTheDocument();
  });

  it('still shows alerts while the catalog is away', async () => {
    show(operator, {
      catalog: {
        getEntities: async () => {
          throw new Error('the catalog is away');
        },
      },
    });
    expect(await screen.findByText('the catalog is away')).toBeInTheDocument();
    expect(await screen.findByText('many errors')).toBeInTheDocument();
  });
});
