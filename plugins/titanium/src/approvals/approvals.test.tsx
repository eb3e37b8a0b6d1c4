import { renderInTestApp } from '@backstage/frontend-test-utils';
import { configure, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  ApprovalRow,
  Plan,
  StreamMessage,
} from '@titanium-portal/backstage-plugin-titanium-common';
import {
  TitaniumApi,
  titaniumApiRef,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { ApprovalsRouter } from './ApprovalsRouter';

configure({ asyncUtilTimeout: 5000 });
jest.setTimeout(30_000);

const PLAN: Plan = {
  id: 'plan-1',
  state: 'awaiting_approval',
  action: 'kubernetes.workload.scale',
  title: 'Scale',
  input: {},
  risk: 'high',
  target: {
    cluster: 'titanium',
    namespace: 'titanium-prod',
    kind: 'statefulset',
    name: 'postgres',
    uid: 'u',
  },
  entityRef: null,
  boundEntityRefs: [],
  requester: 'user:default/operator',
  sentence: 'Scale postgres to 2.',
  summary: { key: 'unheard-of', values: {} },
  confirmLabel: 'Scale to 2',
  steps: [],
  warnings: [],
  decision: { allowed: true, code: 'ok', reason: '' },
  approval: { required: true, approvers: ['group:default/platform-leads'] },
  undo: { possible: true },
  command: null,
  origin: { type: 'tab', verified: false },
  runId: null,
  hash: 'h',
  createdAt: '2026-01-01T10:00:00Z',
  expiresAt: '2030-01-02T10:00:00Z',
};

async function show(
  path: string,
  options: {
    me: string;
    mayApprove: boolean;
    plan?: Plan;
    api?: Partial<TitaniumApi>;
  },
) {
  const { plan = PLAN } = options;
  const rows: Record<string, ApprovalRow> =
    plan.state === 'awaiting_approval'
      ? {
          [plan.id]: {
            ...plan,
            mayApprove: options.mayApprove,
            mine: plan.requester === options.me,
          },
        }
      : {};
  const api = {
    plan: async () => plan,
    me: async () => ({
      userRef: options.me,
      readOnly: false,
      memberOf: [],
      modules: [],
    }),
    async *stream(
      request: { subscriptions: { id: string }[] },
      signal: AbortSignal,
    ): AsyncIterable<StreamMessage> {
      yield { type: 'hello', epoch: 'e', time: '2026-01-01T10:00:00Z' };
      for (const { id } of request.subscriptions) {
        yield {
          type: 'snapshot',
          id,
          cursor: 'e.1',
          state: { collections: { approvals: rows }, status: {} },
        };
      }
      await new Promise<void>(resolve => {
        signal.addEventListener('abort', () => resolve());
      });
    },
    ...options.api,
  } as unknown as TitaniumApi;
  await renderInTestApp(<ApprovalsRouter />, {
    apis: [[titaniumApiRef, api]],
    initialRouteEntries: [path],
  });
}

describe('approvals', () => {
  it('lists what waits for the caller, each with its plan', async () => {
    await show('/', { me: 'user:default/lead', mayApprove: true });
    expect(await screen.findByText('Waiting for you')).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'Scale postgres to 2.' }),
    ).toHaveAttribute('href', '/titanium/plans/plan-1');
    expect(screen.queryByText('Waiting for others')).not.toBeInTheDocument();
  });

  it('keeps the caller’s own plans apart', async () => {
    await show('/', { me: 'user:default/operator', mayApprove: false });
    expect(await screen.findByText('Your own')).toBeVisible();
    expect(screen.getByText('waits for approval')).toBeVisible();
    expect(screen.queryByText('Waiting for you')).not.toBeInTheDocument();
  });

  it('says when nothing waits', async () => {
    await show('/', {
      me: 'user:default/lead',
      mayApprove: true,
      plan: { ...PLAN, state: 'approved' },
    });
    expect(await screen.findByText('Nothing waits for approval')).toBeVisible();
  });

  it('lets the second person approve, or reject with a reason', async () => {
    const approvePlan = jest.fn(async () => PLAN);
    const rejectPlan = jest.fn(async () => PLAN);
    await show('/plan-1', {
      me: 'user:default/lead',
      mayApprove: true,
      api: { approvePlan, rejectPlan },
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Approve' }),
    );
    expect(approvePlan).toHaveBeenCalledWith('plan-1', PLAN.hash);
    await userEvent.type(
      await screen.findByLabelText('Reason (for a rejection)'),
      'too big',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Reject' }));
    expect(rejectPlan).toHaveBeenCalledWith('plan-1', 'too big');
  });

  it('offers the requester nothing but to wait, and then to start', async () => {
    await show('/plan-1', { me: 'user:default/operator', mayApprove: false });
    expect(
      await screen.findByText(/It waits for somebody of platform-leads/),
    ).toBeVisible();
    expect(
      screen.queryByRole('button', { name: 'Approve' }),
    ).not.toBeInTheDocument();
  });

  it('lets the requester start what was approved', async () => {
    await show('/plan-1', {
      me: 'user:default/operator',
      mayApprove: false,
      plan: { ...PLAN, state: 'approved' },
    });
    expect(
      await screen.findByRole('button', { name: 'Scale to 2' }),
    ).toBeVisible();
  });
});
