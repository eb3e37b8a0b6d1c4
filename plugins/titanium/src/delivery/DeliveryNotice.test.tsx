import { act, screen, waitFor } from '@testing-library/react';
import { fakeBackend, fakeDelivery, LIVE } from './testing/fakes';
import { giveRoom, part, show } from './__testUtils__/page';

describe('the Delivery tab without its application', () => {
  beforeAll(giveRoom);

  it('keeps what it knows while Argo CD is away, and recovers by itself', async () => {
    const backend = fakeBackend();
    backend.show('delivery', fakeDelivery());
    show(backend);
    await part('History');
    act(() =>
      backend.say('delivery', 'argocd:main', {
        state: 'stale',
        since: '2026-01-08T02:14:00Z',
        message: 'connection refused',
        platform: 'Argo CD',
      }),
    );
    await waitFor(() =>
      expect(screen.getByTestId('titanium-freshness')).toHaveTextContent(
        /stale since .*Argo CD: connection refused/,
      ),
    );
    expect(await part('History')).toHaveTextContent('8f3c1d2');
    act(() => backend.say('delivery', 'argocd:main', LIVE));
    await waitFor(() =>
      expect(screen.getByTestId('titanium-freshness')).toHaveTextContent(
        'live',
      ),
    );
  });

  it.each([
    ['missing-annotation', 'argocd/app-name: prod-api-gateway'],
    ['forbidden', 'You may not see how this service is delivered'],
  ] as const)('says what to do when it is %s', async (code, words) => {
    const backend = fakeBackend();
    backend.show('delivery', fakeDelivery());
    show(backend);
    await part('History');
    act(() => backend.refuse('delivery', code));
    expect(await screen.findByText(words)).toBeInTheDocument();
    expect(screen.queryByText('8f3c1d2')).not.toBeInTheDocument();
  });

  it('says how to install what is missing', async () => {
    show(fakeBackend());
    expect(
      await screen.findByText('The Argo CD module is not installed'),
    ).toBeInTheDocument();
  });

  it('says that Argo CD does not answer when nothing was ever read', async () => {
    const backend = fakeBackend();
    backend.show('delivery', {
      collections: {},
      status: {
        'argocd:main': {
          ...LIVE,
          state: 'unavailable',
          message: 'connect ECONNREFUSED',
        },
      },
    });
    show(backend);
    expect(
      await screen.findByText('Argo CD does not answer'),
    ).toBeInTheDocument();
    expect(screen.getByText('connect ECONNREFUSED')).toBeInTheDocument();
  });

  it('says that Argo CD has no such application, not that it is down', async () => {
    const backend = fakeBackend();
    backend.show('delivery', {
      collections: {},
      status: {
        'argocd:main': {
          ...LIVE,
          state: 'unavailable',
          message: 'Argo CD main has no application prod-api-gateway.',
        },
      },
    });
    show(backend);
    expect(
      await screen.findByText('Argo CD has no application prod-api-gateway'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('argocd/app-name: prod-api-gateway'),
    ).toBeInTheDocument();
  });
});
