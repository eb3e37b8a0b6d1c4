import { renderInTestApp } from '@backstage/frontend-test-utils';
import { configure, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  Run,
  RunEvent,
  StreamMessage,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { TitaniumApi, titaniumApiRef } from '../api';
import { fakeTitaniumApi } from '../testing/fakeTitaniumApi';
import { aRun } from '../testing/samples';
import { FollowedRun } from './FollowedRun';

configure({ asyncUtilTimeout: 5000 });

const progress = (sequence: number, message: string): RunEvent => ({
  sequence,
  time: '2026-01-01T00:00:00Z',
  step: 0,
  type: 'progress',
  progress: { message },
});

const done = (given: Partial<Run> = {}) =>
  aRun({
    state: 'succeeded',
    endedAt: new Date().toISOString(),
    progress: { message: '3 of 3 ready', done: 3, total: 3 },
    undo: { possible: true },
    lastEvent: 3,
    ...given,
  });

async function show(given: Partial<TitaniumApi>, run = aRun()) {
  const api = fakeTitaniumApi(given);
  const onUndo = jest.fn();
  await renderInTestApp(
    <FollowedRun run={run} onUndo={onUndo} onEnded={() => {}} />,
    { apis: [[titaniumApiRef, api]] },
  );
  return { api, onUndo };
}

describe('FollowedRun', () => {
  it('is followed by asking while the stream is silent, and asks no more once it ended', async () => {
    const runEvents = jest
      .fn()
      .mockResolvedValueOnce({
        events: [progress(1, 'waiting for gateway-1')],
        state: 'verifying',
      })
      .mockResolvedValueOnce({
        events: [progress(2, 'all pods answer')],
        state: 'succeeded',
      });
    const run = jest
      .fn()
      .mockResolvedValueOnce(aRun({ lastEvent: 1 }))
      .mockResolvedValueOnce(done({ lastEvent: 2 }));
    await show({ runEvents, run });

    expect(await screen.findByText('waiting for gateway-1')).toBeVisible();
    expect(await screen.findByText('3 of 3 ready')).toBeVisible();
    expect(screen.getByText('all pods answer')).toBeVisible();
    expect(runEvents.mock.calls.map(call => call[1])).toEqual([0, 1]);
    expect(screen.getByRole('button', { name: 'Undo' })).toBeEnabled();
  });

  it('takes its state from the stream', async () => {
    let streamId = '';
    async function* stream(): AsyncIterable<StreamMessage> {
      yield { type: 'hello', epoch: 'e', time: '2026-01-01T00:00:00Z' };
      yield {
        type: 'snapshot',
        id: streamId,
        cursor: 'e:1',
        state: {
          status: {},
          collections: {
            run: { run: done() },
            events: { '00000001': progress(1, 'from the stream') },
          },
        },
      };
      await new Promise(() => {});
    }
    await show({
      runEvents: async () => ({ events: [], state: 'verifying' }),
      run: async () => aRun(),
      stream: request => {
        [{ id: streamId }] = request.subscriptions;
        return stream();
      },
    });
    expect(await screen.findByText('from the stream')).toBeVisible();
    expect(await screen.findByText('3 of 3 ready')).toBeVisible();
  });

  it('shows what comes after the end, such as that a value was shown', async () => {
    let streamId = '';
    let goOn = () => {};
    const ended = new Promise<void>(resolve => {
      goOn = resolve;
    });
    async function* stream(): AsyncIterable<StreamMessage> {
      yield { type: 'hello', epoch: 'e', time: '2026-01-01T00:00:00Z' };
      yield {
        type: 'snapshot',
        id: streamId,
        cursor: 'e:1',
        state: { status: {}, collections: { run: { run: done() } } },
      };
      await ended;
      const revealed: RunEvent = {
        sequence: 4,
        time: '2026-01-01T00:00:00Z',
        step: null,
        type: 'revealed',
      };
      yield {
        type: 'delta',
        id: streamId,
        cursor: 'e:2',
        collections: {
          events: { put: { '00000004': revealed }, remove: [] },
        },
      };
      await new Promise(() => {});
    }
    await show({
      runEvents: async () => ({ events: [], state: 'succeeded' }),
      run: async () => done(),
      stream: request => {
        [{ id: streamId }] = request.subscriptions;
        return stream();
      },
    });
    expect(await screen.findByText('3 of 3 ready')).toBeVisible();
    goOn();
    expect(
      await screen.findByText(/value was shown to the person/),
    ).toBeVisible();
  });

  it('shows evidence when nothing moves, and lets a person stop waiting', async () => {
    const cancelRun = jest.fn(async () => aRun({ state: 'cancelled' }));
    await show({
      cancelRun,
      run: async () =>
        aRun({
          progress: {
            message: '2 of 3 ready',
            done: 2,
            total: 3,
            stalled: true,
            waitingFor: [
              { kind: 'pod', name: 'gateway-3', reason: 'ImagePullBackOff' },
            ],
          },
        }),
      runEvents: async () => ({
        state: 'verifying',
        events: [
          {
            sequence: 1,
            time: '2026-01-01T00:00:00Z',
            step: 0,
            type: 'evidence',
            source: 'event',
            subject: 'pod/gateway-3',
            text: 'Failed to pull image',
          },
        ],
      }),
    });
    expect(
      await screen.findByText(/Nothing has moved for a while/),
    ).toBeVisible();
    expect(screen.getAllByText('Failed to pull image')[0]).toBeVisible();
    const waiting = screen.getByRole('list', { name: 'Waiting for' });
    expect(
      within(waiting).getByText('pod/gateway-3 · ImagePullBackOff'),
    ).toBeVisible();
    expect(screen.getByRole('progressbar')).toHaveAttribute(
      'aria-valuenow',
      '67',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Stop waiting' }));
    expect(cancelRun).toHaveBeenCalledWith('run-1');
  });

  it('says why there is no way back', async () => {
    const ended = done({
      undo: { possible: false, reason: 'The pod is gone.' },
    });
    await show(
      {
        run: async () => ended,
        runEvents: async () => ({ events: [], state: 'succeeded' }),
      },
      ended,
    );
    expect(
      await screen.findByText('Cannot be undone: The pod is gone.'),
    ).toBeVisible();
    expect(screen.getByRole('button', { name: 'Undo' })).toBeDisabled();
  });
});
