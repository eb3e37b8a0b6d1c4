import { TitaniumRequestError } from '@titanium-portal/backstage-plugin-titanium-react';
import { TitaniumClient } from './TitaniumClient';

function client(answer: (url: string, init: RequestInit) => unknown) {
  const fetch = jest.fn(async (url: unknown, init?: RequestInit) => {
    const value = answer(String(url), init ?? {});
    return value as Response;
  });
  return {
    fetch,
    api: new TitaniumClient({
      discoveryApi: { getBaseUrl: async () => 'http://portal/api/titanium' },
      fetchApi: { fetch: fetch as typeof globalThis.fetch },
    }),
  };
}

const json = (body: unknown, status = 200) => ({
  ok: status < 400,
  status,
  statusText: '',
  headers: { get: () => 'application/json' },
  json: async () => body,
  text: async () => JSON.stringify(body),
});

describe('TitaniumClient', () => {
  it('encodes what it puts into addresses and leaves out empty filters', async () => {
    const { api, fetch } = client(() => json({ items: [], nextCursor: null }));
    await api.run('../secrets');
    await api.runs({ entityRef: 'component:default/a', state: undefined });
    await api.entityView('component:default/prod-api-gateway', 'pods');
    expect(fetch.mock.calls.map(([url]) => url)).toEqual([
      'http://portal/api/titanium/runs/..%2Fsecrets',
      'http://portal/api/titanium/runs?entityRef=component%3Adefault%2Fa',
      'http://portal/api/titanium/entities/default/component/prod-api-gateway/pods',
    ]);
  });

  it('turns a refusal into the sentence, code and decision of the server', async () => {
    const decision = { allowed: false, code: 'not-owner', reason: 'No.' };
    const { api } = client(() =>
      json(
        {
          error: {
            name: 'NotAllowedError',
            message: 'Your team does not own it.',
            code: 'not-permitted',
            decision,
          },
          response: { statusCode: 403 },
        },
        403,
      ),
    );
    const error = await api.createPlan({}).catch(failure => failure);
    expect(error).toBeInstanceOf(TitaniumRequestError);
    expect(error).toMatchObject({
      message: 'Your team does not own it.',
      status: 403,
      code: 'not-permitted',
      decision,
    });
  });

  it('tells an unreachable server from an aborted call', async () => {
    const { api } = client(() => {
      throw new TypeError('Failed to fetch');
    });
    await expect(api.me()).rejects.toMatchObject({ status: 0 });

    const abort = new AbortController();
    abort.abort();
    await expect(api.me(abort.signal)).rejects.toBeInstanceOf(TypeError);
  });

  it('reads messages of a stream cut anywhere, and lets go when the reader stops', async () => {
    const bytes = new TextEncoder().encode(
      '{"type":"hello","epoch":"é","time":"t"}\n{"type":"heartbeat","time":"u"}\n',
    );
    const chunks = [bytes.slice(0, 27), bytes.slice(27, 45), bytes.slice(45)];
    const cancel = jest.fn(async () => {});
    const { api } = client(() => ({
      ok: true,
      body: {
        getReader: () => ({
          read: async () =>
            chunks.length
              ? { done: false, value: chunks.shift() }
              : new Promise(() => {}),
          cancel,
        }),
      },
    }));
    const seen: string[] = [];
    for await (const message of api.stream(
      { subscriptions: [] },
      new AbortController().signal,
    )) {
      seen.push(message.type);
      if (seen.length === 2) break;
    }
    expect(seen).toEqual(['hello', 'heartbeat']);
    expect(cancel).toHaveBeenCalled();
  });
});
