import { createServer, RequestListener, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { PlatformHttp } from './PlatformHttp';

describe('PlatformHttp', () => {
  let server: Server;
  let client: PlatformHttp;

  async function serve(listener: RequestListener, options = {}) {
    server = createServer(listener);
    await new Promise<void>(done => {
      server.listen(0, '127.0.0.1', done);
    });
    const { port } = server.address() as AddressInfo;
    client = new PlatformHttp({
      title: 'Loki of cluster one',
      url: `http://127.0.0.1:${port}/prefix/`,
      token: 'secret',
      headers: { 'X-Scope-OrgID': 'tenant' },
      ...options,
    });
  }

  afterEach(async () => {
    await client.close();
    server.closeAllConnections();
    await new Promise(done => {
      server.close(done);
    });
  });

  it('sends its own headers below the prefix', async () => {
    await serve((request, response) =>
      response.end(
        JSON.stringify({ url: request.url, headers: request.headers }),
      ),
    );
    const answer = await client.json<{ url: string; headers: object }>({
      path: '/loki/api/v1/query',
      query: { query: '{a="b c"}', match: ['x', 'y'], none: undefined },
    });
    expect(answer.url).toBe(
      '/prefix/loki/api/v1/query?query=%7Ba%3D%22b+c%22%7D&match=x&match=y',
    );
    expect(answer.headers).toMatchObject({
      authorization: 'Bearer secret',
      'x-scope-orgid': 'tenant',
    });
  });

  it('tries a failed read once more, and a write never', async () => {
    let asked = 0;
    await serve((_request, response) => {
      asked += 1;
      response.writeHead(asked === 1 ? 503 : 200).end('again');
    });
    await expect(client.text({ path: '/a' })).resolves.toBe('again');
    asked = 0;
    await expect(
      client.text({ path: '/a', method: 'POST', body: {} }),
    ).rejects.toMatchObject({ code: 'platform-unavailable' });
    expect(asked).toBe(1);
  });

  it('tells a request that never left from one whose answer is lost', async () => {
    await serve((request, response) => {
      request.resume();
      response.destroy();
    });
    const change = () =>
      client.text({ path: '/a', method: 'POST', body: {} }).catch(e => e);
    expect(await change()).toMatchObject({
      code: 'platform-unavailable',
      notSent: false,
    });
    await new Promise(done => {
      server.close(done);
    });
    expect(await change()).toMatchObject({
      code: 'platform-unavailable',
      notSent: true,
    });
  });

  it('quotes the platform: text as it is, JSON by its message', async () => {
    await serve((request, response) => {
      if (request.url === '/prefix/text') {
        response.writeHead(400).end('parse error at line 1, col 5: no\n');
      } else {
        response
          .writeHead(400)
          .end(JSON.stringify({ error: 'x', code: 9, message: 'not now' }));
      }
    });
    await expect(client.text({ path: '/text' })).rejects.toMatchObject({
      message: 'parse error at line 1, col 5: no',
      code: 'platform-rejected',
      upstreamStatus: 400,
    });
    await expect(client.text({ path: '/json' })).rejects.toMatchObject({
      message: 'not now',
      reason: '9',
    });
  });

  it('says of whom words are that say little', async () => {
    await serve((request, response) =>
      response
        .writeHead(Number(request.url!.slice('/prefix/'.length)))
        .end('no\n'),
    );
    const words = (status: number) =>
      client
        .text({ path: `/${status}`, method: 'POST' })
        .catch(error => error.message);
    expect(await words(503)).toBe('Loki of cluster one answered 503: no');
    expect(await words(429)).toBe('Loki of cluster one answered 429: no');
    expect(await words(403)).toBe(
      "Loki of cluster one does not let the portal's account do this: no",
    );
    expect(await words(401)).toBe(
      "Loki of cluster one does not accept the portal's credential: no",
    );
    expect(await words(422)).toBe('no');
  });

  it('follows no redirect and reads no more than it may', async () => {
    await serve(
      (request, response) =>
        request.url === '/prefix/away'
          ? response.writeHead(302, { Location: 'http://elsewhere/' }).end()
          : response.end('x'.repeat(2000)),
      { maxResponseBytes: 1000 },
    );
    await expect(client.text({ path: '/away' })).rejects.toThrow('redirect');
    await expect(client.text({ path: '/long' })).rejects.toThrow('1000 bytes');
    await expect(client.text({ path: '/a/../b' })).rejects.toThrow(
      'not one the portal builds',
    );
  });

  it('says what is wrong with a platform that does not answer', async () => {
    await serve(() => {}, { timeoutMs: 50 });
    await expect(
      client.text({ path: '/a', method: 'POST' }),
    ).rejects.toMatchObject({
      message: 'Loki of cluster one cannot be reached: no answer in time',
      code: 'platform-unavailable',
    });
  });

  it('waits once, whoever has set the time', async () => {
    let asked = 0;
    await serve(
      () => {
        asked += 1;
      },
      { timeoutMs: 50 },
    );
    const late = {
      message: 'Loki of cluster one cannot be reached: no answer in time',
      code: 'platform-unavailable',
    };
    await expect(client.text({ path: '/a' })).rejects.toMatchObject(late);
    expect(asked).toBe(1);
    const patient = { path: '/a', timeoutMs: 60_000 };
    await expect(
      client.text({ ...patient, signal: AbortSignal.timeout(50) }),
    ).rejects.toMatchObject(late);
    const gone = new AbortController();
    const reading = client.text({ ...patient, signal: gone.signal });
    gone.abort(new Error('the reader left'));
    await expect(reading).rejects.toThrow('the reader left');
    // The time is asked for by the way: then the portal's own has to do.
    expect(Math.abs((await client.now('/ready')) - Date.now())).toBeLessThan(
      1_000,
    );
  });

  it('says so when an answer stops halfway', async () => {
    await serve((request, response) => {
      response.writeHead(200, { 'Content-Length': '100' });
      response.write('half', () => {
        if (request.url === '/prefix/cut') {
          response.destroy();
        }
      });
    });
    await expect(client.json({ path: '/cut' })).rejects.toMatchObject({
      code: 'platform-unavailable',
    });
    await expect(
      client.json({ path: '/stuck', signal: AbortSignal.timeout(100) }),
    ).rejects.toMatchObject({
      message: expect.stringContaining('Loki of cluster one cannot be reached'),
      code: 'platform-unavailable',
    });
  });

  it("knows the platform's time", async () => {
    await serve((_request, response) => {
      response.setHeader('Date', new Date('2030-01-01').toUTCString());
      response.end();
    });
    const now = await client.now('/ready');
    expect(Math.abs(now - Date.parse('2030-01-01'))).toBeLessThan(5_000);
  });
});
