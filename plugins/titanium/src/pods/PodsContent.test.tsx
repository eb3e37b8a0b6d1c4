import { Entity } from '@backstage/catalog-model';
import {
  renderInTestApp,
  TestApiProvider,
} from '@backstage/frontend-test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { StreamMessage } from '@titanium-portal/backstage-plugin-titanium-common';
import { titaniumApiRef } from '@titanium-portal/backstage-plugin-titanium-react';
import {
  act,
  fireEvent,
  screen,
  waitFor,
  within,
} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { PodsContent } from './PodsContent';
import { fakeBackend, fakePod, fakeView, LIVE } from './testing/fakes';

const mockDrawn: string[] = [];
jest.mock('./table/cells', () => {
  const cells = jest.requireActual('./table/cells');
  return {
    ...cells,
    StatusCell: (props: { pod: { key: string } }) => {
      mockDrawn.push(props.pod.key);
      const { StatusCell } = cells;
      return <StatusCell {...props} />;
    },
  };
});

const entity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'prod-api-gateway',
    annotations: { 'backstage.io/kubernetes-namespace': 'titanium-prod' },
  },
  spec: { type: 'service' },
};

const snapshotOf =
  (pods: ReturnType<typeof fakePod>[]) =>
  (id: string): StreamMessage => ({
    type: 'snapshot',
    id,
    cursor: 'e:1',
    state: fakeView(pods),
  });

function show(backend: ReturnType<typeof fakeBackend>, route = '/') {
  return renderInTestApp(
    <TestApiProvider apis={[[titaniumApiRef, backend.api]]}>
      <EntityProvider entity={entity}>
        <PodsContent />
      </EntityProvider>
    </TestApiProvider>,
    { initialRouteEntries: [route] },
  );
}

const rowOf = async (name: RegExp) =>
  (await screen.findByText(name)).closest<HTMLElement>('[role="row"]')!;

describe('the Pods tab', () => {
  beforeAll(() => {
    // A wide window.
    window.matchMedia = query =>
      ({
        matches: query.includes('min-width'),
        media: query,
        addListener: () => {},
        addEventListener: () => {},
        removeEventListener: () => {},
        removeListener: () => {},
      } as unknown as MediaQueryList);
    // The size that the virtual list measures; jsdom lays out nothing.
    Object.defineProperties(HTMLElement.prototype, {
      clientHeight: { configurable: true, get: () => 600 },
      clientWidth: { configurable: true, get: () => 1400 },
    });
  });

  it('shows pods under their workload, live', async () => {
    const backend = fakeBackend();
    backend.send(snapshotOf([fakePod(1), fakePod(2)]));
    show(backend);
    expect(await screen.findByText('3/3 ready')).toBeInTheDocument();
    expect(screen.getByText('HPA 2–5 at 41 %')).toBeInTheDocument();
    expect(screen.getAllByText('Running')).toHaveLength(2);
    expect(screen.getByTestId('titanium-freshness')).toHaveTextContent('live');
    expect(screen.getByRole('treegrid')).toHaveAttribute('aria-rowcount', '4');
    expect(backend.request()?.subscriptions[0]).toMatchObject({
      topic: 'pods',
      entityRef: 'component:default/prod-api-gateway',
    });
  });

  it('draws only what is in sight of 5,000 pods', async () => {
    const backend = fakeBackend();
    backend.send(
      snapshotOf(Array.from({ length: 5000 }, (_, index) => fakePod(index))),
    );
    show(backend);
    const grid = await screen.findByRole('treegrid');
    expect(grid).toHaveAttribute('aria-rowcount', '5002');
    expect(within(grid).getAllByRole('row').length).toBeLessThan(60);
  });

  it('draws one row again when one pod changes', async () => {
    const backend = fakeBackend();
    backend.send(snapshotOf(Array.from({ length: 10 }, (_, i) => fakePod(i))));
    show(backend);
    await screen.findAllByText('Running');
    mockDrawn.length = 0;
    act(() =>
      backend.send(id => ({
        type: 'delta',
        id,
        cursor: 'e:2',
        collections: {
          pods: {
            patch: {
              'uid-00003': { status: 'CrashLoopBackOff', health: 'failed' },
            },
          },
        },
      })),
    );
    expect(await screen.findByText('CrashLoopBackOff')).toBeInTheDocument();
    expect(mockDrawn).toEqual(['uid-00003']);
  });

  it('narrows by chips and words, with counts, and offers the way back', async () => {
    const user = userEvent.setup();
    const backend = fakeBackend();
    backend.send(
      snapshotOf([
        fakePod(1),
        fakePod(2, {
          readyContainers: 1,
          status: 'CrashLoopBackOff',
          health: 'failed',
          restarts: 6,
        }),
      ]),
    );
    show(backend);
    await user.click(
      await screen.findByRole('button', { name: 'Not ready 1' }),
    );
    expect(screen.queryByText('Running')).not.toBeInTheDocument();
    expect(screen.getByText('CrashLoopBackOff')).toBeInTheDocument();
    await user.type(screen.getByLabelText('Filter pods'), 'nothing');
    expect(await screen.findByText('No pod matches')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Show all pods' }));
    expect(await screen.findByText('Running')).toBeInTheDocument();
  });

  it('takes its state from the URL', async () => {
    const backend = fakeBackend();
    backend.send(snapshotOf([fakePod(1), fakePod(2)]));
    show(
      backend,
      `/?group=none&q=p00002&pod=${fakePod(2).name}&sort=-restarts`,
    );
    expect(await screen.findByRole('dialog')).toHaveAccessibleName(
      `Pod ${fakePod(2).name}`,
    );
    expect(
      screen.queryByText('3/3 ready', { ignore: '[aria-hidden] *' }),
    ).not.toBeInTheDocument();
  });

  it('moves by keyboard and opens a pod with Enter', async () => {
    const user = userEvent.setup();
    const backend = fakeBackend();
    backend.send(snapshotOf([fakePod(1), fakePod(2)]));
    show(backend);
    const grid = await screen.findByRole('treegrid');
    const head = within(grid).getAllByRole('row')[1];
    act(() => head.focus());
    await user.keyboard('{ArrowDown}{ArrowDown}');
    expect(document.activeElement).toHaveAttribute('data-key', 'uid-00002');
    await user.keyboard('{Home}{ArrowLeft}');
    expect(document.activeElement).toHaveAttribute('aria-expanded', 'false');
    await user.keyboard('{ArrowRight}{ArrowDown}{Enter}');
    expect(await screen.findByRole('dialog')).toHaveAccessibleName(
      `Pod ${fakePod(1).name}`,
    );
  });

  it('keeps the focus when the focused pod goes away', async () => {
    const backend = fakeBackend();
    backend.send(snapshotOf([fakePod(1), fakePod(2)]));
    show(backend);
    const row = await rowOf(/p00002$|p00002/);
    act(() => row.focus());
    act(() =>
      backend.send(id => ({
        type: 'delta',
        id,
        cursor: 'e:2',
        collections: { pods: { remove: ['uid-00002'] } },
      })),
    );
    await waitFor(() =>
      expect(document.activeElement).toHaveAttribute('data-key', 'uid-00001'),
    );
  });

  it('tells screen readers what changed', async () => {
    const backend = fakeBackend();
    backend.send(snapshotOf([fakePod(1)]));
    show(backend);
    await screen.findByText('Running');
    act(() =>
      backend.send(id => ({
        type: 'delta',
        id,
        cursor: 'e:2',
        collections: {
          pods: { patch: { 'uid-00001': { status: 'OOMKilled' } } },
        },
      })),
    );
    await waitFor(
      () =>
        expect(document.querySelector('[role="log"]')).toHaveTextContent(
          `${fakePod(1).name}: OOMKilled`,
        ),
      { timeout: 4000 },
    );
  });

  it('keeps what it has and says since when, when the platform is lost', async () => {
    const backend = fakeBackend();
    backend.send(snapshotOf([fakePod(1)]));
    show(backend);
    await screen.findByText('Running');
    act(() =>
      backend.send(id => ({
        type: 'delta',
        id,
        cursor: 'e:2',
        status: {
          'kubernetes:titanium': {
            ...LIVE['kubernetes:titanium'],
            state: 'stale',
            message: 'connect ECONNREFUSED 127.0.0.1:6443',
          },
        },
      })),
    );
    const mark = screen.getByTestId('titanium-freshness');
    await waitFor(() => expect(mark).toHaveTextContent(/stale since/));
    expect(mark).toHaveTextContent('ECONNREFUSED');
    expect(screen.getByText('Running')).toBeInTheDocument();
    act(() =>
      backend.send(id => ({ type: 'delta', id, cursor: 'e:3', status: LIVE })),
    );
    await waitFor(() => expect(mark).toHaveTextContent('live'));
  });

  it('keeps what it has when the portal itself is lost', async () => {
    const backend = fakeBackend();
    backend.send(snapshotOf([fakePod(1)]));
    show(backend);
    await screen.findByText('Running');
    act(() => backend.fail(new Error('network error')));
    const mark = screen.getByTestId('titanium-freshness');
    await waitFor(() => expect(mark).toHaveTextContent(/stale since/));
    expect(screen.getByText('Running')).toBeInTheDocument();
  });

  it('takes away what may no longer be read', async () => {
    const backend = fakeBackend();
    backend.send(snapshotOf([fakePod(1)]));
    show(backend, `/?pod=${fakePod(1).name}`);
    await screen.findByRole('dialog');
    act(() =>
      backend.send(id => ({
        type: 'refused',
        id,
        code: 'forbidden',
        message: 'no',
      })),
    );
    expect(
      await screen.findByText(/You may not see the pods/),
    ).toBeInTheDocument();
    expect(screen.queryByText('Running')).not.toBeInTheDocument();
  });

  it.each([
    ['missing-annotation', 'backstage.io/kubernetes-id: prod-api-gateway'],
    ['not-installed', /backend\.add\(/],
    ['forbidden', /You may not see the pods/],
    ['failed', 'boom'],
  ] as const)('explains %s', async (code, words) => {
    const backend = fakeBackend();
    backend.send(id => ({ type: 'refused', id, code, message: 'boom' }));
    show(backend);
    expect(await screen.findByText(words)).toBeInTheDocument();
  });

  it('teaches when there are no pods', async () => {
    const backend = fakeBackend();
    backend.send(id => ({
      type: 'snapshot',
      id,
      cursor: 'e:1',
      state: { collections: {}, status: LIVE },
    }));
    show(backend);
    expect(await screen.findByText('No pods')).toBeInTheDocument();
    expect(
      screen.getByText('backstage.io/kubernetes-id: prod-api-gateway'),
    ).toBeInTheDocument();
  });

  it('locks what the person may not do and says why', async () => {
    const backend = fakeBackend({ allowed: false });
    backend.send(snapshotOf([fakePod(1)]));
    show(backend);
    const restart = await screen.findByRole('button', { name: /^Restart:/ });
    await waitFor(() =>
      expect(restart).toHaveAttribute('title', 'Only core-team may do this.'),
    );
    expect(restart).toBeEnabled();
  });

  it('does not move rows under the pointer', async () => {
    const backend = fakeBackend();
    backend.send(snapshotOf([fakePod(1), fakePod(2, { restarts: 1 })]));
    show(backend, '/?group=none&sort=-restarts');
    await screen.findAllByText('Running');
    const order = () =>
      within(screen.getByRole('grid'))
        .getAllByRole('row')
        .slice(1)
        .map(row => row.dataset.key);
    expect(order()).toEqual(['uid-00002', 'uid-00001']);
    fireEvent.pointerEnter(screen.getByRole('grid').parentElement!);
    act(() =>
      backend.send(id => ({
        type: 'delta',
        id,
        cursor: 'e:2',
        collections: { pods: { patch: { 'uid-00001': { restarts: 9 } } } },
      })),
    );
    await screen.findByText('9');
    expect(order()).toEqual(['uid-00002', 'uid-00001']);
    fireEvent.pointerLeave(screen.getByRole('grid').parentElement!);
    await waitFor(() => expect(order()).toEqual(['uid-00001', 'uid-00002']));
  });
});
