import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { Plan, Run } from '@titanium-portal/backstage-plugin-titanium-common';
import { TitaniumApi, titaniumApiRef, TitaniumRequestError } from '../api';
import { fakeTitaniumApi } from '../testing/fakeTitaniumApi';
import { aPlan, aRun } from '../testing/samples';
import { PlanDialog } from './PlanDialog';
import { PlanSource } from './types';

const SOURCE: PlanSource = {
  type: 'request',
  request: { action: { id: 'kubernetes.workload.scale', input: {} } },
};

function Page() {
  const [source, setSource] = useState<PlanSource | null>(null);
  return (
    <>
      <button onClick={() => setSource(SOURCE)}>Open</button>
      <PlanDialog source={source} onClose={() => setSource(null)} />
    </>
  );
}

async function show(given: Partial<TitaniumApi>) {
  const api = fakeTitaniumApi({
    runEvents: async () => ({ events: [], state: 'verifying' }),
    run: async () => aRun(),
    ...given,
  });
  await renderInTestApp(<Page />, { apis: [[titaniumApiRef, api]] });
  await userEvent.click(screen.getByRole('button', { name: 'Open' }));
  return { api, dialog: await screen.findByRole('dialog') };
}

const answering = (...plans: Plan[]) => {
  const queue = [...plans];
  return jest.fn(async () => queue.shift()!);
};

describe('PlanDialog', () => {
  it('compares three ways when the object of an undo has changed since', async () => {
    const { dialog } = await show({
      createPlan: answering(
        aPlan({
          threeWay: [
            {
              path: 'spec.replicas',
              base: '3',
              theirs: '5',
              ours: '2',
              conflict: true,
            },
          ],
        }),
      ),
    });
    const table = await within(dialog).findByRole('table', {
      name: 'Changed since the run',
    });
    expect(
      within(table).getByRole('row', {
        name: /spec\.replicas 3 5 2 .*overwrites a later change/,
      }),
    ).toBeVisible();
  });

  it('says where a step comes from, and whether the published page holds it', async () => {
    const origin = {
      type: 'document' as const,
      documentRef: 'system:default/titanium',
      path: 'runbook/scaling',
      heading: 'Scale a deployment',
    };
    const { dialog } = await show({
      createPlan: answering(
        aPlan({
          origin: { ...origin, verified: false, problem: 'step-not-found' },
        }),
      ),
    });
    expect(await within(dialog).findByText('unverified')).toBeVisible();
    expect(
      within(dialog).getByText('The published page does not hold this step.'),
    ).toBeVisible();
    expect(
      within(dialog).getByRole('link', { name: 'Scale a deployment' }),
    ).toHaveAttribute(
      'href',
      '/docs/default/system/titanium/runbook/scaling?entity=component%3Adefault%2Fprod-api-gateway',
    );
  });

  it('reads top-down: sentence, target, difference, warnings, command', async () => {
    const { dialog } = await show({ createPlan: answering(aPlan()) });

    const sentence = await within(dialog).findByText(
      'A sentence only the server knows.',
    );
    expect(dialog).toHaveAccessibleDescription(sentence.textContent!);
    expect(
      within(dialog).getByText('deployment/prod-api-gateway-deployment'),
    ).toBeVisible();
    expect(within(dialog).getByText('Medium risk')).toBeVisible();
    const row = within(dialog).getByRole('row', { name: /^spec.replicas/ });
    expect(within(row).getByText('2')).toBeVisible();
    expect(within(row).getByText('3')).toBeVisible();
    expect(
      within(dialog).getByText('An autoscaler will undo this.'),
    ).toBeVisible();
    expect(within(dialog).getByText(/^kubectl scale deployment/)).toBeVisible();
    expect(
      within(dialog).getByRole('button', { name: 'Copy command' }),
    ).toBeVisible();
  });

  it('says a known sentence in the language of the page', async () => {
    const { dialog } = await show({
      createPlan: answering(
        aPlan({
          summary: {
            key: 'kubernetes.scale',
            values: {
              kind: 'deployment',
              namespace: 'titanium-prod',
              name: 'gateway',
              from: 2,
              to: 3,
            },
          },
        }),
      ),
    });
    expect(
      await within(dialog).findByText(
        'Scale deployment gateway in titanium-prod from 2 to 3 replicas.',
      ),
    ).toBeVisible();
  });

  it.each([
    ['high risk', aPlan({ risk: 'high' })],
    ['what cannot be undone', aPlan({ undo: { possible: false } })],
  ])('starts on Cancel for %s', async (_, plan) => {
    const { dialog } = await show({ createPlan: answering(plan) });
    await waitFor(() =>
      expect(
        within(dialog).getByRole('button', { name: 'Cancel' }),
      ).toHaveFocus(),
    );
  });

  it('becomes the run after one confirmation, however often it is pressed', async () => {
    let answer: (run: Run) => void = () => {};
    const startRun = jest.fn(
      () => new Promise<Run>(resolve => (answer = resolve)),
    );
    const { dialog } = await show({
      createPlan: answering(aPlan()),
      startRun,
    });
    await userEvent.dblClick(
      await within(dialog).findByRole('button', { name: 'Scale to 3' }),
    );
    expect(startRun).toHaveBeenCalledTimes(1);
    expect(startRun).toHaveBeenCalledWith({
      planId: 'plan-1',
      idempotencyKey: expect.stringMatching(/^[\w-]{8,64}$/),
    });

    answer(aRun());
    expect(await within(dialog).findByText('2 of 3 ready')).toBeVisible();
    expect(
      within(dialog).getByRole('link', { name: 'Open run' }),
    ).toHaveAttribute('href', '/titanium/runs/run-1');
    expect(within(dialog).getByRole('button', { name: 'Close' })).toBeVisible();
  });

  it('keeps the key when the answer was lost, so that the same run is found', async () => {
    const startRun = jest
      .fn()
      .mockRejectedValueOnce(
        new TitaniumRequestError({ message: 'Failed to fetch', status: 0 }),
      )
      .mockResolvedValueOnce(aRun());
    const { dialog } = await show({ createPlan: answering(aPlan()), startRun });
    const confirm = await within(dialog).findByRole('button', {
      name: 'Scale to 3',
    });
    await userEvent.click(confirm);
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      'The portal’s server does not answer',
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Scale to 3' }),
    );
    await within(dialog).findByText('2 of 3 ready');
    expect(startRun.mock.calls[1]).toEqual(startRun.mock.calls[0]);
  });

  it('offers a fresh preview when the object changed, with a new key', async () => {
    const startRun = jest
      .fn()
      .mockRejectedValueOnce(
        new TitaniumRequestError({
          message: 'The deployment changed',
          status: 409,
          code: 'plan-changed',
        }),
      )
      .mockResolvedValueOnce(aRun());
    const { dialog } = await show({
      createPlan: answering(
        aPlan(),
        aPlan({ id: 'plan-2', confirmLabel: 'Scale to 3 now' }),
      ),
      startRun,
    });
    await userEvent.click(
      await within(dialog).findByRole('button', { name: 'Scale to 3' }),
    );
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      'Something changed since this preview',
    );
    expect(
      within(dialog).queryByRole('button', { name: 'Scale to 3' }),
    ).not.toBeInTheDocument();

    await userEvent.click(
      within(dialog).getByRole('button', { name: 'New preview' }),
    );
    await userEvent.click(
      await within(dialog).findByRole('button', { name: 'Scale to 3 now' }),
    );
    await within(dialog).findByText('2 of 3 ready');
    const [[first], [second]] = startRun.mock.calls;
    expect(second.planId).toBe('plan-2');
    expect(second.idempotencyKey).not.toBe(first.idempotencyKey);
  });

  it('does not offer an expired plan', async () => {
    const { dialog } = await show({
      createPlan: answering(
        aPlan({ expiresAt: new Date(Date.now() - 1000).toISOString() }),
      ),
    });
    expect(
      await within(dialog).findByRole('button', { name: 'New preview' }),
    ).toBeVisible();
    expect(
      within(dialog).queryByRole('button', { name: 'Scale to 3' }),
    ).not.toBeInTheDocument();
  });

  it('counts the minutes from when the plan was made, not from its own last tick', async () => {
    const made = Date.now() + 900;
    const { dialog } = await show({
      createPlan: answering(
        aPlan({
          createdAt: new Date(made).toISOString(),
          expiresAt: new Date(made + 15 * 60_000).toISOString(),
        }),
      ),
    });
    expect(
      await within(dialog).findByText('Preview valid for 15 min'),
    ).toBeVisible();
  });

  it('says a known refusal in the language of the page', async () => {
    const { dialog } = await show({
      createPlan: answering(
        aPlan({
          decision: {
            allowed: false,
            code: 'no-owner',
            reason: 'A reason only the server knows.',
            summary: {
              key: 'noOwner',
              values: { object: 'deployment x', operators: 'operators' },
            },
          },
        }),
      ),
    });
    expect(
      await within(dialog).findByText(
        /No service of the catalog owns deployment x; only operators/,
      ),
    ).toBeVisible();
  });

  it('tells why not and who may', async () => {
    const { dialog } = await show({
      createPlan: answering(
        aPlan({
          decision: {
            allowed: false,
            code: 'not-owner',
            reason: 'Your team does not own prod-api-gateway.',
            whoMay: ['group:default/core-team'],
          },
        }),
      ),
    });
    expect(
      await within(dialog).findByText(/Your team does not own/),
    ).toBeVisible();
    expect(within(dialog).getByText('Who may: core-team')).toBeVisible();
    expect(
      within(dialog).queryByRole('button', { name: 'Scale to 3' }),
    ).not.toBeInTheDocument();
    expect(within(dialog).getByRole('button', { name: 'Close' })).toBeVisible();
  });

  it('tells who may when not even a preview may be seen', async () => {
    const { dialog } = await show({
      createPlan: async () => {
        throw new TitaniumRequestError({
          message: 'Only platform-operators may change it.',
          status: 403,
          code: 'not-permitted',
          decision: {
            allowed: false,
            code: 'no-owner',
            reason: 'Only platform-operators may change it.',
            whoMay: ['group:default/platform-operators'],
          },
        });
      },
    });
    const alert = await within(dialog).findByRole('alert');
    expect(alert).toHaveTextContent('You may not do this');
    expect(alert).toHaveTextContent('Who may: platform-operators');
    expect(
      within(dialog).getByRole('button', { name: 'Try again' }),
    ).toBeVisible();
  });

  it('waits for approval instead of running', async () => {
    const { dialog } = await show({
      createPlan: answering(
        aPlan({
          risk: 'high',
          state: 'awaiting_approval',
          approval: {
            required: true,
            approvers: ['group:default/platform-leads'],
          },
        }),
      ),
    });
    expect(
      await within(dialog).findByText(
        'Somebody else of platform-leads must approve this.',
      ),
    ).toBeVisible();
    expect(
      within(dialog).queryByRole('button', { name: 'Scale to 3' }),
    ).not.toBeInTheDocument();
  });

  it('plans the way back in the same place', async () => {
    const done = aRun({
      state: 'succeeded',
      undo: { possible: true },
      lastEvent: 9,
      progress: { message: '3 of 3 ready', done: 3, total: 3 },
    });
    const undoRun = jest.fn(async () =>
      aPlan({ id: 'plan-undo', confirmLabel: 'Scale back to 2' }),
    );
    const { dialog } = await show({
      createPlan: answering(aPlan()),
      startRun: async () => done,
      run: async () => done,
      undoRun,
    });
    await userEvent.click(
      await within(dialog).findByRole('button', { name: 'Scale to 3' }),
    );
    expect(await within(dialog).findByText('3 of 3 ready')).toBeVisible();
    await userEvent.click(within(dialog).getByRole('button', { name: 'Undo' }));
    expect(
      await within(dialog).findByRole('button', { name: 'Scale back to 2' }),
    ).toBeVisible();
    expect(undoRun).toHaveBeenCalledWith('run-1');
  });

  it('opens by keyboard with the focus on the act', async () => {
    const api = fakeTitaniumApi({ createPlan: answering(aPlan()) });
    await renderInTestApp(<Page />, { apis: [[titaniumApiRef, api]] });
    screen.getByRole('button', { name: 'Open' }).focus();
    await userEvent.keyboard('{Enter}');
    await waitFor(() => expect(document.activeElement).toBeEnabled());
    await screen.findByText('A sentence only the server knows.');
    expect(screen.getByRole('dialog')).toContainElement(
      document.activeElement as HTMLElement,
    );
  });

  it('closes with Escape', async () => {
    const { dialog } = await show({ createPlan: answering(aPlan()) });
    await within(dialog).findByRole('button', { name: 'Scale to 3' });
    await userEvent.keyboard('{Escape}');
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
  });
});
