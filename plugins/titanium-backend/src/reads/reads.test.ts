import { startPortal, TestPortal } from '../__testUtils__/backend';

describe('reading', () => {
  let portal: TestPortal;
  beforeAll(async () => {
    portal = await startPortal();
  });
  afterAll(() => portal.stop());

  const read = (person: 'developer' | 'operator', body: object) =>
    portal.post(person, '/read', body);

  it('answers a typed result, what was read, and which defaults were used', async () => {
    const { body } = await read('developer', {
      statement: {
        text: 'fakectl get blog',
        entityRef: 'component:default/blog',
      },
    });
    expect(body).toEqual({
      result: { type: 'text', text: 'size 2' },
      action: 'fake.get',
      input: { cluster: 'fake', namespace: 'prod', name: 'blog' },
      command: 'fakectl get blog -n prod',
      target: {
        cluster: 'fake',
        namespace: 'prod',
        kind: 'thing',
        name: 'blog',
        selector: null,
        allNamespaces: false,
      },
      defaults: { namespace: 'prod' },
      at: expect.stringMatching(/^\d{4}-/),
    });
  });

  it.each(['logql', 'text', undefined])(
    'answers a query of an installed language, in a block called %s',
    async language => {
      const entityRef = 'component:default/blog';
      const text = '{blog="x"}';
      const { body } = await portal.post('developer', '/parse', {
        entityRef,
        blocks: [{ id: 'a', text, language }],
      });
      expect(body.blocks[0].statements).toEqual([
        expect.objectContaining({ text, verdict: 'refuse', verb: 'logql' }),
      ]);
      const answer = await read('developer', {
        statement: { text: '{blog}', language: 'logql', entityRef },
      });
      expect(answer.body).toMatchObject({
        action: 'fake.get',
        result: { text: 'size 2' },
      });
    },
  );

  it('offers the choices of the picker nearest to the action', async () => {
    const choices = async (verb: string) => {
      const { body } = await portal.post('operator', '/choices', {
        statement: { text: `fakectl ${verb} <pod> -n prod --size=1` },
        placeholder: '<pod>',
      });
      return body.choices.map(({ value }: { value: string }) => value);
    };
    expect(await choices('get')).toContain('blog');
    expect(await choices('resize')).toEqual(['resizable']);
  });

  it('applies the tail of a pipe to the result', async () => {
    const { body } = await read('operator', {
      statement: { text: 'fakectl get blog -n prod | grep size | wc -l' },
    });
    expect(body.result ?? body).toEqual({ type: 'text', text: '1' });
  });

  it('needs no entity that the person cannot see, and takes no rights from one', async () => {
    const { status } = await read('developer', {
      statement: { text: 'fakectl get thing -n elsewhere' },
      entityRef: 'component:default/blog',
    });
    expect(status).toBe(403);
    const unknown = await read('developer', {
      statement: { text: 'fakectl get blog -n prod' },
      entityRef: 'component:default/none',
    });
    expect(unknown.status).toBe(200);
  });

  it('refuses all namespaces to all but operators, and says who may', async () => {
    const action = {
      id: 'fake.get',
      input: { cluster: 'fake', namespace: null, name: null },
    };
    const { status, body } = await read('developer', { action });
    expect([status, body.error.code, body.error.decision]).toEqual([
      403,
      'not-permitted',
      {
        allowed: false,
        code: 'operators-only',
        reason:
          'This reaches beyond the namespaces of catalogued services; only platform-operators may read it.',
        summary: {
          key: 'everything',
          values: { operators: 'platform-operators' },
        },
        whoMay: ['group:default/platform-operators'],
      },
    ]);
    expect((await read('operator', { action })).status).toBe(200);
  });

  it.each([{}, { statement: { text: 'fakectl get blog -n prod' }, extra: 1 }])(
    'refuses %j',
    async body => {
      expect((await read('operator', body)).status).toBe(400);
    },
  );

  it('offers choices only where the person may read', async () => {
    const ask = (person: 'developer' | 'operator', namespace: string) =>
      portal.post(person, '/choices', {
        statement: { text: `fakectl get <pod> -n ${namespace}` },
        placeholder: '<pod>',
      });
    expect((await ask('developer', 'prod')).body).toEqual({
      choices: ['gateway', 'blog', 'shared', 'orphan'].map(value => ({
        value,
      })),
    });
    expect((await ask('developer', 'elsewhere')).status).toBe(403);
    expect((await ask('operator', 'elsewhere')).body.choices).toHaveLength(1);
  });

  it('offers no action that nobody registered', async () => {
    const text = 'fakectl polish blog -n prod';
    const { body } = await portal.post('operator', '/parse', {
      blocks: [{ id: 'a', text, language: 'bash' }],
    });
    expect(body.blocks[0].statements).toEqual([
      expect.objectContaining({
        verdict: 'prose',
        action: null,
        input: null,
        title: null,
        reason: 'This needs a part of the portal that is not installed.',
        wording: { key: 'notOffered' },
      }),
    ]);
    for (const path of ['/read', '/plans']) {
      const answer = await portal.post('operator', path, {
        statement: { text },
      });
      expect(answer.status).toBe(400);
      expect(answer.body.error).toMatchObject({ code: 'statement-refused' });
    }
  });

  it('reads a page of blocks in one request', async () => {
    const { body } = await portal.post('developer', '/parse', {
      entityRef: 'component:default/blog',
      blocks: [
        { id: 'a', language: 'bash', text: 'fakectl get blog' },
        { id: 'b', text: 'fakectl resize <pod> -n prod --size=3' },
        { id: 'c', text: 'fakectl explode' },
      ],
    });
    const statements = body.blocks.map(
      (block: { statements: object[] }) => block.statements[0],
    );
    expect(statements).toEqual([
      expect.objectContaining({
        verdict: 'read',
        risk: 'read',
        title: 'Get',
        defaults: { namespace: 'prod' },
      }),
      expect.objectContaining({
        verdict: 'form',
        risk: 'medium',
        placeholders: [{ text: '<pod>', type: 'pod' }],
        defaults: {},
      }),
      expect.objectContaining({
        verdict: 'refuse',
        reason: 'fakectl cannot explode',
        title: null,
        risk: null,
      }),
    ]);
  });

  it('lists what can be done, with schemas', async () => {
    const { body } = await portal.get('developer', '/actions');
    expect(
      body.actions.map(({ id, risk, undoable }: Record<string, unknown>) => [
        id,
        risk,
        undoable,
      ]),
    ).toEqual([
      ['fake.get', 'read', false],
      ['fake.grow', 'low', false],
      ['fake.job', 'low', false],
      ['fake.poke', 'low', false],
      ['fake.resize', 'medium', true],
      ['fake.secret.reveal', 'high', false],
      ['fake.secret.update', 'high', false],
    ]);
    expect(body.actions[4].inputSchema).toMatchObject({
      type: 'object',
      required: ['cluster', 'namespace', 'name', 'size'],
    });
  });

  it('tells for many buttons at once who may press them', async () => {
    const item = (name: string) => ({
      action: 'fake.resize',
      input: { cluster: 'fake', namespace: 'prod', name, size: 4 },
    });
    const { body } = await portal.post('developer', '/actions/check', {
      items: ['blog', 'gateway', 'gone'].map(item),
    });
    expect(body.items).toEqual([
      {
        decision: { allowed: true, code: 'ok', reason: '' },
        command: 'fakectl resize blog -n prod --size=4',
        title: 'Resize',
        risk: 'medium',
        undoable: true,
      },
      expect.objectContaining({
        decision: expect.objectContaining({ code: 'not-owner' }),
      }),
      expect.objectContaining({
        decision: expect.objectContaining({
          allowed: false,
          reason: 'There is no thing gone in prod',
        }),
      }),
    ]);
  });

  it('answers a view once, or why not', async () => {
    const get = (path: string) => portal.get('developer', `/entities/${path}`);
    const { body } = await get('default/component/blog/things');
    expect(body).toEqual({
      collections: { things: { a: { size: 1 } } },
      status: {},
    });
    const answers = await Promise.all(
      [
        'default/component/none/things',
        'default/component/blog/charts',
        'default/component/bare/things',
      ].map(get),
    );
    expect(
      answers.map(answer => [answer.status, answer.body.error.code]),
    ).toEqual([
      [404, undefined],
      [404, 'not-installed'],
      [400, 'invalid-input'],
    ]);
  });
});
