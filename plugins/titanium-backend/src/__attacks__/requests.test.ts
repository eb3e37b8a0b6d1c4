import { gzipSync } from 'node:zlib';
import { mockCredentials } from '@backstage/backend-test-utils';
import request from 'supertest';
import { startPortal, TestPortal } from '../__testUtils__/backend';
import { refusalOf, refusals } from '../__testUtils__/refusals';
import { createRoutes } from '../router/router';

const JSON_TYPE = 'application/json';
const PLAN = {
  action: {
    id: 'fake.resize',
    input: { cluster: 'fake', namespace: 'prod', name: 'blog', size: 3 },
  },
};

let portal: TestPortal;
beforeAll(async () => {
  portal = await startPortal();
});
afterAll(() => portal.stop());
afterEach(() => {
  // Whatever was tried, nothing has reached the platform.
  if (portal.platform.writes.length) {
    throw new Error(`Written: ${portal.platform.writes}`);
  }
});

const changes = ({ method }: { method: string }) => method !== 'get';

/** A request as the operator, who may do everything. */
const send = (path: string) =>
  request(portal.url)
    .post(path)
    .set('authorization', portal.header('operator'))
    .set('content-type', JSON_TYPE);

describe('type confusion', () => {
  it.each([
    ['a number as text', '"3"'],
    ['a fraction', '3.5'],
    ['a number too large', '1e9'],
    ['infinity', '1e400'],
    ['a negative number', '-1'],
    ['a list', '[3]'],
    ['an object', '{"valueOf":3}'],
    ['nothing', 'null'],
    ['a truth', 'true'],
  ])('refuses %s', async (_, size) => {
    const input = `{"cluster":"fake","namespace":"prod","name":"blog","size":${size}}`;
    const recorded = await refusalOf(portal, () =>
      send('/plans').send(`{"action":{"id":"fake.resize","input":${input}}}`),
    );
    expect(recorded).toEqual({
      requester: 'user:default/operator',
      method: 'POST',
      route: '/plans',
      status: 400,
      code: 'invalid-input',
    });
  });

  it('refuses what is no JSON, and says so in the audit', async () => {
    for (const body of ['NaN', '{"action":', "{'action':1}", '"text"', '3']) {
      const { status } = await refusalOf(portal, () =>
        send('/plans').send(body),
      );
      expect(status).toBe(400);
    }
  });

  it('refuses fields that reach for prototypes', async () => {
    for (const field of ['constructor', 'prototype', 'toString']) {
      const { code } = await refusalOf(portal, () =>
        send('/plans').send({
          action: {
            ...PLAN.action,
            input: { ...PLAN.action.input, [field]: {} },
          },
        }),
      );
      expect(code).toBe('invalid-input');
    }
    expect(({} as { size?: number }).size).toBeUndefined();
  });

  it('decides, shows and carries out one and the same value of a repeated field', async () => {
    const { body: plan } = await send('/plans').send(
      '{"action":{"id":"fake.resize","input":{"size":2,"cluster":"fake","namespace":"prod","name":"blog","size":60.0}}}',
    );
    // 60 needs approval, 2 does not: the rule must not see the one and the write the other.
    expect([plan.input.size, plan.steps[0].input.size, plan.risk]).toEqual([
      60,
      60,
      'high',
    ]);
    expect(plan.sentence).toContain('to 60');
    expect(plan.command).toContain('--size=60');
  });
});

describe('names and paths', () => {
  it.each([
    '/plans/..%2f..%2fruns',
    '/plans/%2e%2e',
    '/plans/%00',
    '/runs/__proto__',
    '/runs/constructor/events',
    '/runs/00000000-0000-4000-8000-000000000000%2fundo',
    '/entities/%2e%2e/%2e%2e/%2e%2e/things',
    '/entities/default/component/blog%2fthings/things',
    '/entities/default/component/blog%00/things',
    '/entities/default/component/blog/__proto__',
    '/entities/default/component/blog/constructor',
    '/entities/default/component/%E0%A4%A/things',
    '/runs/%',
  ])('find nothing at %s', async path => {
    const { status, requester } = await refusalOf(portal, () =>
      portal.get('operator', path),
    );
    expect([400, 404]).toContain(status);
    expect([null, 'user:default/operator']).toContain(requester);
  });

  it.each([
    '/runs?requester=a%00b',
    '/runs?entityRef=%00',
    '/runs?state[]=failed',
    '/runs?state[$ne]=failed',
    '/runs?limit=1e3',
    '/runs?limit=-1',
    '/runs?cursor=%27%20OR%201%3D1',
    '/runs?__proto__[x]=1&x=1',
    '/runs?action=a%0d%0ab',
  ])('do not widen a list by %s', async path => {
    const { status, code } = await refusalOf(portal, () =>
      portal.get('operator', path),
    );
    expect([status, code]).toEqual([400, 'invalid-input']);
  });
});

describe('cross-site requests', () => {
  it.each([
    'https://evil.example',
    'null',
    'http://portal.example.evil.example',
  ])(
    'are refused from %s on every route that changes something',
    async origin => {
      for (const { path } of createRoutes({} as never).filter(changes)) {
        const recorded = await refusalOf(portal, () =>
          send(path).set('origin', origin).send({}),
        );
        expect([path, recorded.status]).toEqual([path, 403]);
      }
    },
  );

  it('are refused as anything but JSON', async () => {
    for (const type of [
      'text/plain',
      'multipart/form-data',
      'application/json5',
    ]) {
      const { status } = await refusalOf(portal, () =>
        send('/plans').set('content-type', type).send(JSON.stringify(PLAN)),
      );
      expect(status).toBe(415);
    }
  });

  it('change nothing by reading, whatever a reading request claims to be', async () => {
    const done = () =>
      portal.auditEvents.mock.calls.filter(([state]) => state === 'success');
    const before = done().length;
    for (const { method, path } of createRoutes({} as never)) {
      if (method === 'get') {
        await portal
          .get('operator', `${path}?_method=POST`)
          .set('x-http-method-override', 'POST')
          .set('content-type', JSON_TYPE)
          .send(JSON.stringify(PLAN));
      }
    }
    expect(done()).toHaveLength(before);
  });
});

describe('credentials', () => {
  const token = () => portal.header('operator').replace('Bearer ', '');

  // Backstage refuses these before the plugin sees them; the portal's log of requests holds them, without the query.
  it.each(['token', 'access_token', 'authorization', 'auth'])(
    'are not taken from the address, as %s',
    async name => {
      const { status } = await request(portal.url).get(
        `/runs?${name}=${encodeURIComponent(token())}`,
      );
      expect(status).toBe(401);
    },
  );

  it('are not taken from cookies or proxies', async () => {
    const { status } = await request(portal.url)
      .get('/runs')
      .set('cookie', `backstage-auth=${token()}; titanium=${token()}`)
      .set('x-forwarded-user', 'operator')
      .set('x-remote-user', 'operator')
      .set('x-forwarded-access-token', token())
      .set('proxy-authorization', `Bearer ${token()}`);
    expect(status).toBe(401);
  });

  it('of a service are refused, and leave a line', async () => {
    const recorded = await refusalOf(portal, () =>
      request(portal.url)
        .post('/runs')
        .set('authorization', mockCredentials.service.header())
        .send({}),
    );
    expect(recorded).toMatchObject({
      requester: null,
      status: 403,
      route: '/runs',
    });
  });

  it('of a person are in no line of the audit', async () => {
    await refusalOf(portal, () =>
      portal.get('operator', `/runs?token=${encodeURIComponent(token())}`),
    );
    const { mock } = portal.auditEvents;
    expect(refusals(portal).length).toBeGreaterThan(0);
    expect(JSON.stringify(mock.calls)).not.toContain('mock-user-token');
  });
});

describe('headers that claim another identity', () => {
  const ROUTES = createRoutes({} as never);
  const recordedAt = (path: string, method: string) => ({
    requester: 'user:default/operator',
    method: method.toUpperCase(),
    route: path,
    status: 400,
    code: 'headers-refused',
  });

  it.each([
    ['Impersonate-User', 'system:admin'],
    ['impersonate-group', 'system:masters'],
    ['IMPERSONATE-EXTRA-SCOPES', 'all'],
    ['Impersonate-Uid', ''],
    ['Connection', 'close, Impersonate-User'],
    ['Connection', 'X-Remote-User'],
    ['Connection', ' keep-alive ,\tx-remote-group'],
  ])('are refused on every route, as %s: %s', async (name, value) => {
    for (const { method, path } of ROUTES) {
      const attack = request(portal.url)
        [method](path)
        .set('authorization', portal.header('operator'))
        .set(name, value);
      const recorded = await refusalOf(portal, async () => attack);
      expect(recorded).toEqual(recordedAt(path, method));
    }
    const [, { severityLevel }] = portal.auditEvents.mock.calls.findLast(
      ([, { eventId }]) => eventId === 'request-refused',
    )!;
    expect(severityLevel).toBe('medium');
  });

  it('are ignored where proxies add them to everything', async () => {
    const { status } = await portal
      .get('operator', '/runs')
      .set('x-remote-user', 'developer')
      .set('x-remote-group', 'system:masters')
      .set('connection', 'keep-alive');
    expect(status).toBe(200);
  });
});

describe('bombs', () => {
  const nested = (open: string, close: string, depth: number) =>
    open.repeat(depth) + close.repeat(depth);

  it('do not unpack beyond the limit', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024, ' '));
    expect(bomb.length).toBeLessThan(128 * 1024);
    for (const path of ['/runs', '/plans', '/parse']) {
      const { status } = await refusalOf(portal, () =>
        send(path)
          .set('content-encoding', 'gzip')
          .serialize(body => body as string)
          .send(bomb),
      );
      expect([path, status]).toEqual([path, 413]);
    }
  });

  it('are refused in encodings that nobody needs', async () => {
    for (const [name, value] of [
      ['content-encoding', 'compress'],
      ['content-type', 'application/json; charset=utf-7'],
    ]) {
      const { status } = await refusalOf(portal, () =>
        send('/plans').set(name, value).send(JSON.stringify(PLAN)),
      );
      expect([value, status]).toEqual([value, 415]);
    }
  });

  it('of nested JSON are refused like any other wrong body', async () => {
    const deep = nested('[', ']', 100_000);
    const deeper = nested('{"a":', '}', 100_000).replace(':}', ':1}');
    for (const body of [
      deep,
      `{"action":{"id":"fake.resize","input":{"size":${deep}}}}`,
      `{"action":{"id":"fake.resize","input":${deeper}}}`,
      `{"statement":{"text":"fakectl get x","values":{"a":${deep}}}}`,
    ]) {
      const { status } = await refusalOf(portal, () =>
        send('/plans').send(body),
      );
      expect(status).toBe(400);
    }
  });

  it.each([
    ['nested quotes', `fakectl get ${'"\''.repeat(100_000)}`],
    ['nested substitutions', `fakectl get ${nested('$(', ')', 100_000)}`],
    ['nested backticks', `fakectl get ${'`'.repeat(100_001)}`],
    ['nested braces', `fakectl get ${nested('{', '}', 100_000)}`],
    ['one long line', `fakectl get ${'a'.repeat(1_000_000)}`],
    ['line continuations', `fakectl get ${'\\\n'.repeat(200_000)}`],
    ['here-documents', 'fakectl get <<A\n'.repeat(20_000)],
    ['a pattern', `fakectl get x | grep -E '${'(a+)+'.repeat(30)}$'`],
  ])('of %s are read to the end, as text', async (_, text) => {
    const { status, body } = await send('/parse').send({
      blocks: [{ id: '1', language: 'bash', text }],
    });
    expect(status).toBe(200);
    expect(
      body.blocks[0].statements.map((one: { verdict: string }) => one.verdict),
    ).not.toContain('change');
    const plan = await send('/plans').send({ statement: { text } });
    expect(plan.status).toBe(400);
  });

  it('of many blocks are refused before they are read', async () => {
    const block = { id: '1', text: 'a' };
    const { status } = await refusalOf(portal, () =>
      send('/parse').send({ blocks: Array(10_001).fill(block) }),
    );
    expect(status).toBe(413);
  });
});
