import { mockCredentials } from '@backstage/backend-test-utils';
import { Plan } from '@titanium-portal/backstage-plugin-titanium-common';
import request from 'supertest';
import { Person, startPortal, TestPortal } from '../__testUtils__/backend';
import { createRoutes } from './router';

/** Who asks, and what each may expect. Nobody: 401; an expired or forged token: 401; a service: 403. */
type Expected = Record<'developer' | 'lead' | 'operator', number>;

interface Row {
  expected: Expected;
  /** Makes what the request needs, for each request anew. */
  make(portal: TestPortal): Promise<{ path?: string; body?: object }>;
}

const all = (status: number): Expected => ({
  developer: status,
  lead: status,
  operator: status,
});

const target = (namespace: string, name: string, size = 4) => ({
  action: {
    id: 'fake.resize',
    input: { cluster: 'fake', namespace, name, size },
  },
});

/** A token with which another plugin acts for a person. */
const actingFor = (userRef: string) =>
  mockCredentials.service.header({
    onBehalfOf: mockCredentials.user(userRef),
    targetPluginId: 'titanium',
  });

let size = 3;

/** A plan of the operator's, outside the namespaces of services. */
async function operatorsPlan(portal: TestPortal): Promise<Plan> {
  size = (size % 40) + 1;
  const body = target('elsewhere', 'thing', size);
  return (await portal.post('operator', '/plans', body)).body;
}

async function operatorsRun(portal: TestPortal): Promise<string> {
  const plan = await operatorsPlan(portal);
  const { body } = await portal.run('operator', plan);
  await portal.ended('operator', body.id);
  return body.id;
}

async function highPlan(portal: TestPortal): Promise<Plan> {
  return portal.plan('operator', 'blog', 60);
}

async function failedRun(portal: TestPortal): Promise<string> {
  const { verify } = portal.platform;
  portal.platform.verify = async function* fail() {
    yield { type: 'failed', reason: 'no' };
  };
  const id = await operatorsRun(portal);
  portal.platform.verify = verify;
  return id;
}

const onRun = (rest: string, expected: Expected): Row => ({
  expected,
  make: async portal => ({
    path: `/runs/${await operatorsRun(portal)}${rest}`,
  }),
});

const ROWS: Record<string, Row> = {
  'get /me': { expected: all(200), make: async () => ({}) },
  'post /parse': {
    expected: all(200),
    make: async () => ({
      body: { blocks: [{ id: '1', text: 'fakectl get x' }] },
    }),
  },
  'post /choices': {
    expected: all(200),
    make: async () => ({
      body: {
        statement: { text: 'fakectl get <pod> -n prod' },
        placeholder: '<pod>',
      },
    }),
  },
  'get /actions': { expected: all(200), make: async () => ({}) },
  'post /actions/check': {
    expected: all(200),
    make: async () => ({ body: { items: [] } }),
  },
  'post /targets/check': {
    expected: all(200),
    make: async () => ({ body: { steps: [] } }),
  },
  'post /read': {
    expected: { developer: 403, lead: 403, operator: 200 },
    make: async () => ({
      body: { statement: { text: 'fakectl get thing -n elsewhere' } },
    }),
  },
  'post /plans': {
    expected: all(200),
    make: async () => ({ body: target('prod', 'gateway') }),
  },
  'get /plans/:id': {
    expected: { developer: 404, lead: 200, operator: 200 },
    make: async portal => ({
      path: `/plans/${(await operatorsPlan(portal)).id}`,
    }),
  },
  'post /plans/:id/approve': {
    expected: { developer: 403, lead: 200, operator: 403 },
    make: async portal => {
      const { id, hash } = await highPlan(portal);
      return { path: `/plans/${id}/approve`, body: { hash } };
    },
  },
  'post /plans/:id/reject': {
    expected: { developer: 403, lead: 200, operator: 403 },
    make: async portal => ({
      path: `/plans/${(await highPlan(portal)).id}/reject`,
    }),
  },
  'post /plans/:id/renew': {
    expected: { developer: 404, lead: 403, operator: 200 },
    make: async portal => ({
      path: `/plans/${(await operatorsPlan(portal)).id}/renew`,
    }),
  },
  'post /runs': {
    expected: { developer: 404, lead: 403, operator: 200 },
    make: async portal => {
      const { id } = await operatorsPlan(portal);
      return { body: { planId: id, idempotencyKey: `key-${id}` } };
    },
  },
  'get /runs': { expected: all(200), make: async () => ({}) },
  'get /runs/:id': onRun('', { developer: 404, lead: 200, operator: 200 }),
  'get /runs/:id/events': onRun('/events', {
    developer: 404,
    lead: 200,
    operator: 200,
  }),
  'get /runs/:id/audit': onRun('/audit', {
    developer: 404,
    lead: 200,
    operator: 200,
  }),
  // Ended runs cannot be cancelled; who may see them is told so.
  'post /runs/:id/cancel': onRun('/cancel', {
    developer: 404,
    lead: 409,
    operator: 409,
  }),
  // Whoever may see a run need not be allowed to see its object as it is now.
  'post /runs/:id/undo': onRun('/undo', {
    developer: 404,
    lead: 403,
    operator: 200,
  }),
  // Shows a value only for actions that grant it.
  'post /runs/:id/reveal': onRun('/reveal', {
    developer: 404,
    lead: 400,
    operator: 400,
  }),
  // As undo.
  'post /runs/:id/retry': {
    expected: { developer: 404, lead: 403, operator: 200 },
    make: async portal => ({ path: `/runs/${await failedRun(portal)}/retry` }),
  },
  'get /audit': {
    expected: { developer: 403, lead: 403, operator: 200 },
    make: async () => ({}),
  },
  'get /audit/verify': {
    expected: { developer: 403, lead: 403, operator: 200 },
    make: async () => ({}),
  },
  'get /audit/export': {
    expected: { developer: 403, lead: 403, operator: 200 },
    make: async () => ({}),
  },
  'post /stream': {
    expected: all(413),
    make: async () => ({
      body: {
        subscriptions: Array.from({ length: 51 }, (_, n) => ({
          id: `${n}`,
          topic: 'things',
          entityRef: 'component:default/blog',
        })),
      },
    }),
  },
  'get /entities/:namespace/:kind/:name/:view': {
    expected: all(200),
    make: async () => ({ path: '/entities/default/component/blog/things' }),
  },
};

describe('routes by principal', () => {
  let portal: TestPortal;
  beforeAll(async () => {
    portal = await startPortal();
  });
  afterAll(() => portal.stop());

  const inventory = createRoutes({} as never).map(
    ({ method, path }) => `${method} ${path}`,
  );

  it('covers every route', () => {
    expect(Object.keys(ROWS).sort()).toEqual(inventory.sort());
  });

  async function ask(name: string, authorization: string | undefined) {
    const [method, pattern] = name.split(' ');
    const { path, body } = await ROWS[name].make(portal);
    const call = request(portal.url)[method as 'get' | 'post'](path ?? pattern);
    if (authorization) void call.set('authorization', authorization);
    return method === 'post' ? call.send(body ?? {}) : call;
  }

  it.each([
    ['nobody', undefined, 401],
    ['a malformed token', 'Bearer nonsense', 401],
    ['an expired token', mockCredentials.user.invalidHeader(), 401],
    ['the none principal', mockCredentials.none.header(), 401],
    ['a service', mockCredentials.service.header(), 403],
  ])('refuse %s', async (_who, authorization, status) => {
    for (const name of inventory) {
      const answer = await ask(name, authorization);
      expect([name, answer.status]).toEqual([name, status]);
    }
  });

  it.each(['developer', 'lead', 'operator'] as const)(
    'answer %s as the policy says',
    async person => {
      const statuses: Record<string, number> = {};
      const wanted: Record<string, number> = {};
      for (const name of inventory) {
        const answer = await ask(name, portal.header(person as Person));
        statuses[name] = answer.status;
        wanted[name] = ROWS[name].expected[person];
      }
      expect(statuses).toEqual(wanted);
    },
  );

  it('answers unknown and forbidden ids alike', async () => {
    const forbidden = await operatorsRun(portal);
    const unknown = '00000000-0000-4000-8000-000000000000';
    const paths = ['', '/events', '/audit'].flatMap(rest =>
      [forbidden, unknown].map(id => `/runs/${id}${rest}`),
    );
    const answers = await Promise.all(
      paths.map(path => portal.get('developer', path)),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(404));
    expect(
      new Set(answers.map(({ body }) => JSON.stringify(body.error))).size,
    ).toBe(1);
  });

  it('lets nobody confirm but the person, not even in their name', async () => {
    const plan = await portal.plan('developer', 'blog', 17);
    const { status } = await request(portal.url)
      .post('/runs')
      .set('authorization', actingFor('user:default/developer'))
      .send({ planId: plan.id, idempotencyKey: `key-${plan.id}` });
    expect(status).toBe(403);
  });

  it('answers unknown methods and paths with 404', async () => {
    const header = { authorization: portal.header('operator') };
    const calls = [
      request(portal.url).delete('/runs').set(header),
      request(portal.url).get('/plans').set(header),
      request(portal.url).put('/plans').set(header),
      request(portal.url).get('/nothing').set(header),
    ];
    for (const call of calls) {
      expect((await call).status).toBe(404);
    }
  });
});

describe('what a browser of another site can send', () => {
  let portal: TestPortal;
  beforeAll(async () => {
    portal = await startPortal();
  });
  afterAll(() => portal.stop());

  const plans = () =>
    request(portal.url)
      .post('/plans')
      .set('authorization', portal.header('operator'));

  it.each(['https://evil.example', 'null'])(
    'is refused from origin %s',
    async origin => {
      const { status } = await plans()
        .set('origin', origin)
        .send(target('prod', 'blog'));
      expect(status).toBe(403);
    },
  );

  it('is accepted from the portal itself', async () => {
    const { status } = await plans()
      .set('origin', 'http://portal.example')
      .send(target('prod', 'blog'));
    expect(status).toBe(200);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'text/json'])(
    'is refused as %s',
    async type => {
      const { status } = await plans()
        .set('content-type', type)
        .send(JSON.stringify(target('prod', 'blog')));
      expect(status).toBe(415);
    },
  );

  it('is refused when too large, and before it is parsed when nobody asks', async () => {
    const body = { blocks: [{ id: 'x', text: 'a'.repeat(5 * 1024 * 1024) }] };
    const parse = () => request(portal.url).post('/parse').send(body);
    expect((await parse()).status).toBe(401);
    const answer = await parse().set('authorization', portal.header('lead'));
    expect(answer.status).toBe(413);
  });

  it.each([
    ['a size as text', { size: '3' }],
    ['a fraction', { size: 3.5 }],
    ['too much', { size: 1e9 }],
    ['a negative', { size: -1 }],
    ['a list', { size: [3] }],
    ['an extra field', { force: true }],
  ])('is refused with %s', async (_, change) => {
    const input = { cluster: 'fake', namespace: 'prod', name: 'blog', size: 3 };
    const { status, body } = await plans().send({
      action: { id: 'fake.resize', input: { ...input, ...change } },
    });
    expect([status, body.error?.code]).toEqual([400, 'invalid-input']);
  });

  it('cannot reach prototypes', async () => {
    const input =
      '{"__proto__":{"size":9},"cluster":"fake","namespace":"prod","name":"blog","size":3}';
    const { body } = await plans()
      .set('content-type', 'application/json')
      .send(`{"action":{"id":"fake.resize","input":${input}}}`);
    expect(Object.keys(body.input)).toEqual([
      'cluster',
      'namespace',
      'name',
      'size',
    ]);
    expect(body.input.size).toBe(3);
    expect(({} as { size?: number }).size).toBeUndefined();
  });
});
