import { renderInTestApp } from '@backstage/frontend-test-utils';
import { configure, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  AuditRow,
  AuditVerification,
} from '@titanium-portal/backstage-plugin-titanium-common';
import {
  TitaniumApi,
  titaniumApiRef,
  TitaniumRequestError,
} from '@titanium-portal/backstage-plugin-titanium-react';
import { AuditPage } from './AuditPage';
import { toQuery } from './filters';

configure({ asyncUtilTimeout: 5000 });
jest.setTimeout(30_000);

const ROW: AuditRow = {
  sequence: 7,
  time: '2026-01-01T10:00:01Z',
  actor: 'user:default/operator',
  event: 'step.applied',
  subject: {
    run: 'run-1',
    plan: 'plan-1',
    action: 'kubernetes.workload.scale',
    target: { namespace: 'titanium-prod', kind: 'deployment', name: 'gateway' },
  },
  before: { replicas: 2 },
  after: { replicas: 3 },
  previousHash: '0'.repeat(64),
  hash: 'abcdef0123456789',
};

const WHOLE: AuditVerification = {
  rows: 7,
  first: 1,
  head: { sequence: 7, hash: 'abcdef0123456789' },
  anchor: null,
  checkedAt: '2026-01-01T10:00:02Z',
  retention: 400 * 24 * 60 * 60 * 1000,
};

async function show(path: string, given: Partial<TitaniumApi>) {
  const api = {
    audit: async () => ({ rows: [ROW], nextCursor: null }),
    verifyAudit: async () => WHOLE,
    ...given,
  } as unknown as TitaniumApi;
  await renderInTestApp(<AuditPage />, {
    apis: [[titaniumApiRef, api]],
    initialRouteEntries: [path],
  });
}

describe('the audit page', () => {
  it('asks with the filters of its address, and shows what each row is about', async () => {
    const audit = jest.fn(async () => ({ rows: [ROW], nextCursor: null }));
    await show('/?subject=gateway&actor=operator&event=step', { audit });
    const table = await screen.findByRole('table', { name: 'Audit' });
    expect(audit).toHaveBeenCalledWith(
      expect.objectContaining({
        subject: 'gateway',
        actor: 'user:default/operator',
        event: 'step',
      }),
      expect.anything(),
    );
    expect(
      within(table).getByText('titanium-prod/deployment/gateway'),
    ).toBeVisible();
    expect(
      within(table).getByRole('link', { name: 'Open run' }),
    ).toHaveAttribute('href', '/titanium/runs/run-1');
    expect(await screen.findByText('The chain is whole')).toBeVisible();
    expect(screen.getByText('kept for 400 days')).toBeVisible();
  });

  it('says which row breaks the chain', async () => {
    await show('/', {
      verifyAudit: async () => ({
        ...WHOLE,
        broken: { sequence: 4, problem: 'changed' as const },
      }),
    });
    expect(await screen.findByText('The chain is broken')).toBeVisible();
    expect(
      screen.getByText('Row 4 was changed after it was written.'),
    ).toBeVisible();
  });

  it('tells others that it is for operators, and checks nothing for them', async () => {
    const refuse = jest.fn(async () => {
      throw new TitaniumRequestError({
        message: 'Only operators',
        status: 403,
      });
    });
    await show('/', { audit: refuse, verifyAudit: refuse });
    expect(
      await screen.findByRole('heading', {
        name: 'The audit is for operators',
      }),
    ).toBeVisible();
    expect(
      screen.queryByRole('button', { name: 'Export' }),
    ).not.toBeInTheDocument();
  });

  it('reads older rows on demand', async () => {
    const audit = jest
      .fn()
      .mockResolvedValueOnce({ rows: [ROW], nextCursor: '7' })
      .mockResolvedValueOnce({
        rows: [{ ...ROW, sequence: 6, event: 'run.started' }],
        nextCursor: null,
      });
    await show('/', { audit });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Show older rows' }),
    );
    expect(await screen.findByText('run.started')).toBeVisible();
    expect(audit).toHaveBeenLastCalledWith(
      expect.objectContaining({ cursor: '7' }),
    );
  });
});

describe('toQuery', () => {
  it('makes whole days of this time zone of days, and people of names', () => {
    expect(
      toQuery({ actor: 'lead', from: '2026-01-01', to: '2026-01-01' }),
    ).toMatchObject({
      actor: 'user:default/lead',
      from: new Date('2026-01-01T00:00:00').toISOString(),
      to: new Date('2026-01-01T23:59:59.999').toISOString(),
    });
    expect(toQuery({ actor: 'plugin:titanium', from: 'soon' })).toMatchObject({
      actor: 'plugin:titanium',
      from: undefined,
    });
  });
});
