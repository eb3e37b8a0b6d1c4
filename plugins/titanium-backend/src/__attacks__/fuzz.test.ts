import fc from 'fast-check';
import { startPortal, TestPortal } from '../__testUtils__/backend';
import { createRoutes } from '../router/router';

let portal: TestPortal;
beforeAll(async () => {
  portal = await startPortal();
});
afterAll(() => portal.stop());

const ID = '00000000-0000-4000-8000-000000000000';
const statement = {
  text: 'fakectl resize blog -n prod --size=3',
  language: 'bash',
  values: { '<pod>': 'a' },
  entityRef: 'component:default/blog',
  documentRef: 'system:default/titanium',
  path: 'runbook/scaling',
};
const action = {
  id: 'fake.resize',
  input: { cluster: 'fake', namespace: 'prod', name: 'blog', size: 3 },
};
const origin = {
  documentRef: 'system:default/titanium',
  path: 'a',
  heading: 'b',
};

/** One body that each route accepts, or nearly; what is sent are variations of it. */
const BODIES: Record<string, object> = {
  '/parse': { blocks: [{ id: '1', language: 'bash', text: statement.text }] },
  '/choices': { statement, placeholder: '<pod>' },
  '/actions/check': { items: [{ action: 'fake.resize', input: action.input }] },
  '/targets/check': { steps: [{ action: 'fake.resize', input: action.input }] },
  '/read': { statement, entityRef: 'component:default/blog' },
  '/plans': { action, origin, entityRef: 'component:default/blog' },
  '/runs': { planId: ID, idempotencyKey: 'key-12345678' },
  '/stream': {
    subscriptions: [
      {
        id: 's',
        topic: 'things',
        entityRef: 'component:default/blog',
        params: { only: 'a' },
        cursor: 'epoch.1',
      },
    ],
  },
};

const nasty = fc.constantFrom<unknown>(
  '',
  ' ',
  '\u0000',
  '__proto__',
  '\u202e',
  '\ud800',
  '../..',
  '$(id)',
  '*',
  '-1',
  'a'.repeat(5_000),
  NaN,
  -0,
  1e308,
  2 ** 53,
  [],
  {},
  [[]],
  null,
  true,
  { __proto__: null, constructor: { prototype: 1 } },
);
const anything = fc.oneof(
  nasty,
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.jsonValue({ maxDepth: 4 }),
);

/** All places in a body. */
function placesIn(value: unknown, at: string[] = []): string[][] {
  return typeof value === 'object' && value !== null
    ? [
        at,
        ...Object.entries(value).flatMap(([key, item]) =>
          placesIn(item, [...at, key]),
        ),
      ]
    : [at];
}

/** The body with another value in one place, or with a field too many there. */
function changed(
  body: unknown,
  [key, ...rest]: string[],
  change: (old: unknown) => unknown,
): unknown {
  if (key === undefined) {
    return change(body);
  }
  const copy = (
    Array.isArray(body) ? [...body] : { ...(body as object) }
  ) as Record<string, unknown>;
  copy[key] = changed(copy[key], rest, change);
  return copy;
}

function variations(body: object): fc.Arbitrary<unknown> {
  const places = fc.constantFrom(...placesIn(body));
  return fc.oneof(
    {
      weight: 4,
      arbitrary: fc
        .tuple(places, anything)
        .map(([at, value]) => changed(body, at, () => value)),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(places, fc.string({ maxLength: 12 }), anything)
        .map(([at, key, value]) =>
          changed(body, at, old => ({ ...(old as object), [key]: value })),
        ),
    },
    { weight: 1, arbitrary: anything },
  );
}

/** Only the head of the answer: streams do not end by themselves. */
async function statusOf(path: string, init: RequestInit): Promise<number> {
  const gone = new AbortController();
  const response = await fetch(`${portal.url}${path}`, {
    ...init,
    signal: gone.signal,
    headers: {
      authorization: portal.header('operator'),
      'content-type': 'application/json',
    },
  });
  if (response.ok) {
    gone.abort();
  } else {
    await response.arrayBuffer();
  }
  return response.status;
}

const posts = createRoutes({} as never).filter(
  ({ method }) => method === 'post',
);
const gets = createRoutes({} as never).filter(({ method }) => method === 'get');

describe('whatever is sent', () => {
  it.each(posts.map(({ path }) => path))('%s never fails', async path => {
    const body = BODIES[path] ?? { reason: 'x', hash: 'y' };
    await fc.assert(
      fc.asyncProperty(variations(body), async value => {
        const status = await statusOf(path.replace(':id', ID), {
          method: 'POST',
          body: JSON.stringify(value) ?? '',
        });
        expect(status).toBeLessThan(500);
      }),
      { numRuns: 25 },
    );
    expect((await portal.get('operator', '/me')).status).toBe(200);
  });

  it.each(gets.map(({ path }) => path))('%s never fails', async path => {
    const segment = anything.map(value =>
      // A lone surrogate is no text and cannot be in an address.
      encodeURIComponent(
        Buffer.from(
          typeof value === 'string' ? value : String(JSON.stringify(value)),
        ).toString(),
      ),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(segment, { minLength: 4, maxLength: 4 }),
        fc.constantFrom(
          'state',
          'cursor',
          'after',
          'limit',
          'x',
          '__proto__[x]',
        ),
        segment,
        async (segments, name, value) => {
          const filled = path.replace(/:\w+/g, () => segments.pop() || ID);
          const status = await statusOf(
            `${filled}?${encodeURIComponent(name)}=${value}`,
            { method: 'GET' },
          );
          expect(status).toBeLessThan(500);
        },
      ),
      { numRuns: 15 },
    );
  });
});
