import { renderInTestApp } from '@backstage/frontend-test-utils';
import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { TitaniumApi, titaniumApiRef, TitaniumRequestError } from '../api';
import { fakeTitaniumApi } from '../testing/fakeTitaniumApi';
import { RevealPanel } from './RevealPanel';

const VALUE = 'tr0ub4dor-and-3';

async function show(revealRun: TitaniumApi['revealRun']) {
  const api = fakeTitaniumApi({ revealRun });
  await renderInTestApp(<RevealPanel runId="run-1" />, {
    apis: [[titaniumApiRef, api]],
  });
}

const revealed = jest.fn(async () => ({
  name: 'PASSWORD',
  value: VALUE,
  encoding: 'text' as const,
  until: new Date(Date.now() + 60_000).toISOString(),
}));

describe('RevealPanel', () => {
  beforeEach(() => revealed.mockClear());

  it('asks for nothing before it is asked to', async () => {
    await show(revealed);
    expect(revealed).not.toHaveBeenCalled();
    expect(document.body.innerHTML).not.toContain(VALUE);
  });

  it('shows the value with the time left, and forgets it when hidden', async () => {
    await show(revealed);
    await userEvent.click(screen.getByRole('button', { name: 'Show value' }));
    expect(await screen.findByLabelText('PASSWORD')).toHaveTextContent(VALUE);
    expect(screen.getByRole('timer')).toHaveTextContent(/^\d+ s left$/);
    await userEvent.click(screen.getByRole('button', { name: 'Hide now' }));
    expect(document.body.innerHTML).not.toContain(VALUE);
    expect(screen.getByText(/cannot be shown again/)).toBeVisible();
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });

  it('never promises more than its minute', async () => {
    await show(revealed);
    // The page's clock ticks once a second; here it has not ticked for a while.
    const now = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 3_000);
    try {
      act(() => screen.getByRole('button', { name: 'Show value' }).click());
      expect(await screen.findByRole('timer')).toHaveTextContent('60 s left');
    } finally {
      now.mockRestore();
    }
  });

  it('forgets it after a minute by itself', async () => {
    await show(revealed);
    jest.useFakeTimers();
    try {
      act(() => screen.getByRole('button', { name: 'Show value' }).click());
      await act(async () => {
        await jest.advanceTimersByTimeAsync(59_000);
      });
      expect(screen.getByLabelText('PASSWORD')).toHaveTextContent(VALUE);
      await act(async () => {
        await jest.advanceTimersByTimeAsync(2_000);
      });
      expect(document.body.innerHTML).not.toContain(VALUE);
    } finally {
      jest.useRealTimers();
    }
  });

  it('says why there is nothing to show', async () => {
    await show(async () => {
      throw new TitaniumRequestError({
        message: 'It was shown already',
        status: 409,
        code: 'value-gone',
      });
    });
    await userEvent.click(screen.getByRole('button', { name: 'Show value' }));
    await waitFor(() =>
      expect(screen.getByRole('alert')).toHaveTextContent(
        'It was shown already',
      ),
    );
  });
});
