import { render, screen } from '@testing-library/react';
import App from './App';

describe('App', () => {
  const environment = process.env;

  beforeEach(() => {
    process.env = {
      NODE_ENV: 'test',
      APP_CONFIG: [
        {
          context: 'test',
          data: {
            app: { title: 'Titanium', baseUrl: 'http://localhost' },
            backend: { baseUrl: 'http://localhost' },
            enableExperimentalRedirectFlow: true,
          },
        },
      ] as any,
    };
    // Nobody has a session yet: the page asks for one before it offers to sign in.
    global.fetch = jest.fn(async () => new Response(null, { status: 401 }));
  });

  afterEach(() => {
    process.env = environment;
  });

  it('offers to sign in', async () => {
    render(App.createRoot());
    expect(
      await screen.findByText('Sign in to Titanium', {}, { timeout: 20_000 }),
    ).toBeInTheDocument();
    expect(screen.getByRole('button', { name: /sign in/i })).toBeEnabled();
  }, 30_000);
});
