import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { configure, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  AuditRow,
  Plan,
  Run,
  RunSummary,
} from '@titanium-portal/backstage-plugin-titanium-common';
import {
  TitaniumApi,
  titaniumApiRef,
  TitaniumRequestError,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { useLocation } from 'react-router-dom';
import { matchesFilter } from './filters';
import { RunsRouter } from './RunsRouter';
import { mergeRuns } from './useRuns';

configure({ asyncUtilTimeout: 5000 });
jest.setTimeout(30_000);

const TARGET = {
  cluster: 'titanium',
  namespace: 'titanium-prod',
  kind: 'deployment',
  name: 'prod-api-gateway-deployment',
  uid: 'u',
};

function summary(id: string, given: Partial<RunSummary> = {}): RunSummary {
  return {
    id,
    planId: `plan-of-${id}`,
    state: 'succeeded',
    action: 'kubernetes.workload.scale',
    title: 'Scale workload',
    sentence: `Sentence of ${id}`,
    summary: { key: 'unheard-of', values: {} },
    risk: 'medium',
    target: TARGET,
    boundEntityRefs: ['component:default/prod-api-gateway'],
    requester: 'user:default/operator',
    startedAt: '2026-01-01T10:00:00Z',
    endedAt: '2026-01-01T10:01:05Z',
    progress: null,
    undoOf: null,
    undoneBy: null,
    origin: { type: 'tab', verified: false },
    ...given,
  };
}

function whole(id: string): Run {
  const plan: Plan = {
    ...summary(id),
    state: 'consumed',
    input: {},
    entityRef: null,
    summary: { key: 'unknown', values: {} },
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
        },
        preconditions: { uid: 'u', generation: 1, fieldsHash: null },
        fence: 'resourceVersion',
      },
    ],
    warnings: [],
    decision: { allowed: true, code: 'ok', reason: '' },
    approval: { required: false, approvers: [] },
    undo: { possible: true },
    command: 'kubectl scale …',
    origin: {
      type: 'document',
      documentRef: 'system:default/titanium',
      path: 'runbook/scaling',
      heading: 'Scale a deployment',
      verified: false,
    },
    runId: null,
    hash: 'h',
    createdAt: '2026-01-01T10:00:00Z',
    expiresAt: '2026-01-01T10:15:00Z',
  };
  return {
    ...summary(id),
    plan,
    steps: [],
    undo: { possible: true },
    retry: { possible: false },
    cancel: { possible: false },
    reveal: { possible: false },
    lastEvent: 0,
  };
}

const AUDIT: AuditRow = {
  sequence: 4,
  time: '2026-01-01T10:00:01Z',
  actor: 'user:default/operator',
  event: 'step.applied',
  subject: {},
  before: { replicas: 2 },
  after: { replicas: 3 },
  previousHash: '0'.repeat(64),
  hash: 'abcdef0123456789',
};

function Where() {
  const { pathname, search } = useLocation();
  return <output>{`${pathname}${search}`}</output>;
}

async function show(path: string, given: Partial<TitaniumApi>) {
  const api = {
    actions: async () => [],
    async *stream(_request: unknown, signal: AbortSignal) {
      await new Promise<void>(resolve => {
        signal.addEventListener('abort', () => resolve());
      });
    },
    ...given,
  } as unknown as TitaniumApi;
  await renderInTestApp(
    <>
      <RunsRouter />
      <Where />
    </>,
    {
      apis: [[titaniumApiRef, api]],
      initialRouteEntries: [path],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    },
  );
}

describe('mergeRuns', () => {
  it('updates known runs in place and puts new ones that match on top', () => {
    const old = summary('old', { state: 'verifying' });
    const merged = mergeRuns(
      [old],
      [
        summary('old'),
        summary('new', { startedAt: '2026-01-01T11:00:00Z' }),
        summary('other', { requester: 'user:default/lead' }),
      ],
      { requester: 'user:default/operator' },
    );
    expect(merged.map(run => [run.id, run.state])).toEqual([
      ['new', 'succeeded'],
      ['old', 'succeeded'],
    ]);
  });

  it('narrows by service, person, action and state', () => {
    const run = summary('a');
    expect(matchesFilter(run, {})).toBe(true);
    expect(matchesFilter(run, { state: 'failed' })).toBe(false);
    expect(matchesFilter(run, { action: 'other' })).toBe(false);
    expect(
      matchesFilter(run, { entityRef: 'component:default/prod-api-gateway' }),
    ).toBe(true);
  });
});

describe('the list of runs', () => {
  it('asks with the filters of its address', async () => {
    const runs = jest.fn(async () => ({
      items: [summary('a')],
      nextCursor: null,
    }));
    await show('/?service=component:default/prod-api-gateway&state=succeeded', {
      runs,
    });
    expect(await screen.findByRole('grid')).toBeVisible();
    expect(runs).toHaveBeenCalledWith(
      expect.objectContaining({
        entityRef: 'component:default/prod-api-gateway',
        state: 'succeeded',
      }),
      expect.anything(),
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear filters' }),
    );
    expect(await screen.findByText('/')).toBeVisible();
  });

  it('teaches when there is nothing', async () => {
    await show('/', { runs: async () => ({ items: [], nextCursor: null }) });
    expect(
      await screen.findByRole('heading', { name: 'No runs yet' }),
    ).toBeVisible();
  });

  it('says what went wrong and tries again', async () => {
    const runs = jest
      .fn()
      .mockRejectedValueOnce(
        new TitaniumRequestError({ message: 'Failed to fetch', status: 0 }),
      )
      .mockResolvedValue({ items: [], nextCursor: null });
    await show('/', { runs });
    expect(await screen.findByText('The runs could not be read')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: /try again/i }));
    expect(await screen.findByText('No runs yet')).toBeVisible();
  });
});

describe('the page of a run', () => {
  const given: Partial<TitaniumApi> = {
    run: async id => whole(id),
    runEvents: async () => ({ events: [], state: 'succeeded' }),
    runAudit: async () => [AUDIT],
  };

  it('shows plan, difference, the way to its document and audit rows', async () => {
    await show('/run-1', given);
    expect(
      await screen.findByRole('row', { name: /spec\.replicas 2 3/ }),
    ).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'Scale a deployment' }),
    ).toHaveAttribute('href', '/docs/default/system/titanium/runbook/scaling');
    const audit = await screen.findByRole('table', { name: 'Audit' });
    expect(within(audit).getByText('replicas: 2')).toBeVisible();
    expect(within(audit).getByText('replicas: 3')).toBeVisible();
    expect(within(audit).getByText('step.applied')).toBeVisible();
  });

  it('plans the way back', async () => {
    const undoRun = jest.fn(async () => ({
      ...whole('run-1').plan,
      expiresAt: new Date(Date.now() + 600_000).toISOString(),
      confirmLabel: 'Scale to 2',
    }));
    await show('/run-1', { ...given, undoRun });
    await userEvent.click(await screen.findByRole('button', { name: 'Undo' }));
    const dialog = await screen.findByRole('dialog');
    expect(
      await within(dialog).findByRole('button', { name: 'Scale to 2' }),
    ).toBeVisible();
    expect(undoRun).toHaveBeenCalledWith('run-1');
  });

  it('shows a granted value here too, and for its whole minute', async () => {
    const run = jest
      .fn()
      .mockResolvedValueOnce({
        ...whole('run-1'),
        reveal: { possible: true },
      })
      // Once shown, it is offered no more.
      .mockResolvedValue(whole('run-1'));
    const revealRun = async () => ({
      name: 'PASSWORD',
      value: 'tr0ub4dor',
      encoding: 'text' as const,
      until: new Date(Date.now() + 60_000).toISOString(),
    });
    await show('/run-1', { ...given, run, revealRun });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Show value' }),
    );
    expect(await screen.findByLabelText('PASSWORD')).toHaveTextContent(
      'tr0ub4dor',
    );
  });

  it('does not tell unknown runs from forbidden ones', async () => {
    const refuse = async () => {
      throw new TitaniumRequestError({ message: 'no', status: 404 });
    };
    await show('/run-9', { run: refuse, runEvents: refuse });
    expect(
      await screen.findByRole('heading', { name: 'No such run' }),
    ).toBeVisible();
  });
});
