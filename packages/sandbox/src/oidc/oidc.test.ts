import { createHash, randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { OidcServer, OidcState, createJwks, startOidcServer } from '.';

const CLIENT = { id: 'titanium-portal', secret: 'client-secret-of-the-test' };
const PORTAL = 'http://localhost:7007';
const REDIRECT = `${PORTAL}/api/auth/oidc/handler/frame`;
const jwks = createJwks();

/** A browser as far as this server is concerned: cookies, and redirects followed by hand. */
class Browser {
  private readonly cookies = new Map<string, string>();

  async open(
    url: string,
    init: { method?: string; body?: string; headers?: HeadersInit } = {},
  ): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set(
      'Cookie',
      [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
    );
    if (init.body) {
      headers.set('Content-Type', 'application/x-www-form-urlencoded');
    }
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie)!;
      if (value) {
        this.cookies.set(name, value);
      } else {
        this.cookies.delete(name);
      }
    }
    return response;
  }

  /** Follows redirects while they stay on the server. */
  async follow(response: Response, base: string): Promise<Response> {
    const location = response.headers.get('location');
    const target = location && new URL(location, base).toString();
    return target && target.startsWith(base)
      ? this.follow(await this.open(target), base)
      : response;
  }
}

/** A kept connection to the server of before fails once; the next one reaches the new server. */
async function untilAnswering(url: string): Promise<void> {
  const deadline = Date.now() + 5000;
  for (;;) {
    try {
      await fetch(`${url}/jwks`);
      return;
    } catch (error) {
      if (Date.now() > deadline) {
        throw error;
      }
    }
  }
}

describe('sign-in', () => {
  let server: OidcServer;
  let state: OidcState = {};

  async function start(port = 0): Promise<OidcServer> {
    server = await startOidcServer({
      port,
      clientId: CLIENT.id,
      clientSecret: CLIENT.secret,
      portalUrl: PORTAL,
      cookieKeys: ['cookie-key-of-the-test'],
      jwks,
      state: structuredClone(state),
      onChange: take => {
        state = take();
      },
    });
    return server;
  }

  beforeEach(async () => {
    state = {};
    await start();
  });

  afterEach(() => server.close());

  function authorizeUrl(extra: Record<string, string> = {}): string {
    const query = new URLSearchParams({
      client_id: CLIENT.id,
      redirect_uri: REDIRECT,
      response_type: 'code',
      scope: 'openid profile email offline_access',
      state: 'state-of-the-portal',
      nonce: 'nonce-of-the-portal',
      ...extra,
    });
    return `${server.url}/auth?${query}`;
  }

  async function chooseAccount(
    browser: Browser,
    account: string,
    extra: Record<string, string> = {},
  ): Promise<URL> {
    const started = await browser.open(authorizeUrl(extra));
    expect(started.status).toBe(303);
    const page = new URL(started.headers.get('location')!, server.url);
    expect(page.pathname).toMatch(/^\/interaction\//);
    const chosen = await browser.open(page.toString(), {
      method: 'POST',
      body: `account=${account}`,
      headers: { Origin: server.url },
    });
    const last = await browser.follow(chosen, server.url);
    return new URL(last.headers.get('location')!);
  }

  async function token(form: Record<string, string>) {
    const response = await fetch(`${server.url}/token`, {
      method: 'POST',
      headers: {
        Authorization: `Basic ${Buffer.from(
          `${CLIENT.id}:${CLIENT.secret}`,
        ).toString('base64')}`,
      },
      body: new URLSearchParams(form),
    });
    return { status: response.status, body: await response.json() };
  }

  const exchange = (code: string, extra: Record<string, string> = {}) =>
    token({
      grant_type: 'authorization_code',
      code,
      redirect_uri: REDIRECT,
      ...extra,
    });

  it('takes one click to a code, and the code to tokens of that account', async () => {
    const back = await chooseAccount(new Browser(), 'operator');
    expect(back.origin + back.pathname).toBe(REDIRECT);
    expect(back.searchParams.get('state')).toBe('state-of-the-portal');
    const { status, body } = await exchange(back.searchParams.get('code')!);
    expect(status).toBe(200);
    expect(body.refresh_token).toEqual(expect.any(String));
    const claims = JSON.parse(
      Buffer.from(body.id_token.split('.')[1], 'base64url').toString(),
    );
    expect(claims).toMatchObject({
      iss: server.url,
      aud: CLIENT.id,
      sub: 'operator',
      name: 'Operator',
      email: 'operator@titanium.local',
      email_verified: true,
      nonce: 'nonce-of-the-portal',
    });
    const userinfo = await fetch(`${server.url}/me`, {
      headers: { Authorization: `Bearer ${body.access_token}` },
    });
    expect(await userinfo.json()).toMatchObject({
      sub: 'operator',
      email: 'operator@titanium.local',
    });
  });

  it('gives groups to who asks for them', async () => {
    const back = await chooseAccount(new Browser(), 'lead', {
      scope: 'openid groups',
    });
    const { body } = await exchange(back.searchParams.get('code')!);
    const userinfo = await fetch(`${server.url}/me`, {
      headers: { Authorization: `Bearer ${body.access_token}` },
    });
    expect(await userinfo.json()).toMatchObject({
      groups: ['core-team', 'platform-leads'],
    });
  });

  it('checks the proof key when there is one', async () => {
    const verifier = randomBytes(32).toString('base64url');
    const pkce = {
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    };
    const wrong = await chooseAccount(new Browser(), 'lead', pkce);
    expect(
      (
        await exchange(wrong.searchParams.get('code')!, {
          code_verifier: randomBytes(32).toString('base64url'),
        })
      ).body,
    ).toMatchObject({ error: 'invalid_grant' });
    const right = await chooseAccount(new Browser(), 'lead', pkce);
    expect(
      (
        await exchange(right.searchParams.get('code')!, {
          code_verifier: verifier,
        })
      ).status,
    ).toBe(200);
  });

  it('asks each time who to be, also in the same browser', async () => {
    const browser = new Browser();
    await chooseAccount(browser, 'developer');
    const back = await chooseAccount(browser, 'operator');
    const { body } = await exchange(back.searchParams.get('code')!);
    const userinfo = await fetch(`${server.url}/me`, {
      headers: { Authorization: `Bearer ${body.access_token}` },
    });
    expect(await userinfo.json()).toMatchObject({ sub: 'operator' });
  });

  it('refreshes after a restart, and from two tabs at once', async () => {
    const back = await chooseAccount(new Browser(), 'developer');
    const { body } = await exchange(back.searchParams.get('code')!);
    const port = Number(new URL(server.url).port);
    await server.close();
    await start(port);
    await untilAnswering(server.url);
    const refresh = () =>
      token({ grant_type: 'refresh_token', refresh_token: body.refresh_token });
    const answers = await Promise.all([refresh(), refresh()]);
    expect(answers.map(answer => answer.status)).toEqual([200, 200]);
    expect(answers[0].body.refresh_token ?? body.refresh_token).toBe(
      body.refresh_token,
    );
  });

  it('ends a refresh token that is revoked', async () => {
    const back = await chooseAccount(new Browser(), 'developer');
    const { body } = await exchange(back.searchParams.get('code')!);
    await fetch(`${server.url}/token/revocation`, {
      method: 'POST',
      body: new URLSearchParams({
        token: body.refresh_token,
      }),
      headers: {
        Authorization: `Basic ${Buffer.from(
          `${CLIENT.id}:${CLIENT.secret}`,
        ).toString('base64')}`,
      },
    });
    const refreshed = await token({
      grant_type: 'refresh_token',
      refresh_token: body.refresh_token,
    });
    expect(refreshed.body).toMatchObject({ error: 'invalid_grant' });
  });

  it('shows one labelled button per account in the language of the browser', async () => {
    const browser = new Browser();
    const started = await browser.open(authorizeUrl());
    const url = new URL(
      started.headers.get('location')!,
      server.url,
    ).toString();
    const page = async (language: string) => {
      const response = await browser.open(url, {
        headers: { 'Accept-Language': language },
      });
      const policy = response.headers.get('content-security-policy');
      expect(policy).toContain("default-src 'none'");
      // In development the way back ends at a front end on another port.
      expect(policy).toContain(
        `form-action 'self' http://${new URL(PORTAL).hostname}:*;`,
      );
      return response.text();
    };
    const english = await page('en-US,en;q=0.9,ko;q=0.8');
    expect(english).toContain('<html lang="en">');
    expect(english.match(/<button/g)).toHaveLength(3);
    for (const name of ['Developer', 'Operator', 'Lead']) {
      expect(english).toContain(`aria-label="${name}"`);
    }
    const korean = await page('ko-KR,ko;q=0.9,en;q=0.8');
    expect(korean).toContain('<html lang="ko">');
    expect(korean).toContain('운영자');
  });

  it('refuses other hosts, other origins, unknown accounts and foreign redirects', async () => {
    const { port } = new URL(server.url);
    const status = await new Promise<number>((resolve, reject) => {
      request(
        {
          port,
          host: '127.0.0.1',
          path: '/.well-known/openid-configuration',
          headers: { Host: `attacker.example:${port}` },
        },
        response => {
          response.resume();
          resolve(response.statusCode!);
        },
      )
        .on('error', reject)
        .end();
    });
    expect(status).toBe(421);

    const browser = new Browser();
    const started = await browser.open(authorizeUrl());
    const page = new URL(
      started.headers.get('location')!,
      server.url,
    ).toString();
    const post = (body: string, origin: string, from = browser) =>
      from.open(page, { method: 'POST', body, headers: { Origin: origin } });
    expect(
      (await post('account=lead', 'https://attacker.example')).status,
    ).toBe(403);
    expect((await post('account=lead', 'null')).status).toBe(403);
    expect((await post('account=root', server.url)).status).toBe(400);
    expect((await post('account=lead', server.url, new Browser())).status).toBe(
      400,
    );

    const foreign = await new Browser().open(
      authorizeUrl({ redirect_uri: 'https://attacker.example/frame' }),
    );
    expect(foreign.status).toBe(400);
    expect(await foreign.text()).toContain('redirect_uri');
  });

  it('gives no tokens without the client secret', async () => {
    const back = await chooseAccount(new Browser(), 'lead');
    const response = await fetch(`${server.url}/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        code: back.searchParams.get('code')!,
        redirect_uri: REDIRECT,
        client_id: CLIENT.id,
        client_secret: 'wrong',
      }),
    });
    expect(response.status).toBeGreaterThanOrEqual(400);
  });
});
