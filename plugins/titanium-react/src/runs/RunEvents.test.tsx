import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { RunEvent } from '@titanium-portal/backstage-plugin-titanium-common';
import { RunEvents } from './RunEvents';

const at = { time: '2026-01-01T00:00:00Z', step: 0 };

async function show(...events: RunEvent[]) {
  await renderInTestApp(<RunEvents events={events} />);
}

describe('RunEvents', () => {
  it('says what it knows in its own words, part by part', async () => {
    await show({
      ...at,
      sequence: 1,
      type: 'progress',
      progress: {
        message: 'as the server says it',
        wording: [
          { key: 'ready', values: { done: '2', total: '3' } },
          { key: 'waiting', values: { name: 'pod-1', reason: 'Pending' } },
        ],
      },
    });
    expect(
      screen.getByText('2 of 3 ready, waiting for pod-1 (Pending)'),
    ).toBeVisible();
  });

  it('leaves a sentence to the server when any part is new to it', async () => {
    await show(
      {
        ...at,
        sequence: 1,
        type: 'progress',
        progress: {
          message: 'as the server says it',
          wording: [{ key: 'ready' }, { key: 'from.the.future' }],
        },
      },
      {
        ...at,
        sequence: 2,
        type: 'state',
        state: 'failed',
        reason: 'an unheard-of reason',
        wording: { key: 'unheard' },
      },
    );
    expect(screen.getByText('as the server says it')).toBeVisible();
    expect(screen.getByText(/an unheard-of reason/)).toBeVisible();
  });

  it('says why a run ended', async () => {
    await show({
      ...at,
      sequence: 1,
      type: 'state',
      state: 'failed',
      reason: 'English of the server',
      wording: {
        key: 'kubernetes.scaledSince',
        values: { replicas: '3', now: '5' },
      },
    });
    expect(
      screen.getByText(/scaled to 3, but something else has set it to 5/),
    ).toBeVisible();
  });
});
