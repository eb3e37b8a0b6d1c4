import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { startPortal, TestPortal } from '../__testUtils__/backend';

const SECRET = 'c0rrect-horse-battery';

describe('plans of commands that a form completes', () => {
  let portal: TestPortal;
  beforeEach(async () => {
    portal = await startPortal();
  });
  afterEach(() => portal.stop());

  const plan = (text: string, fields?: object, person = 'operator' as const) =>
    portal.post(person, '/plans', { statement: { text }, fields });

  it('put the fields where the command says nothing', async () => {
    const { status, body } = await plan('fakectl form blog -n prod', {
      size: 7,
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      action: 'fake.resize',
      input: { cluster: 'fake', namespace: 'prod', name: 'blog', size: 7 },
      confirmLabel: 'Resize to 7',
      origin: { type: 'document' },
    });
  });

  it.each([
    ['what the text fixed', { size: 7, name: 'gateway' }],
    ['the namespace of the text', { size: 7, namespace: 'elsewhere' }],
    ['an input that there is not', { size: 7, force: true }],
    ['a value of the wrong type', { size: '7' }],
    ['a list', { size: [7] }],
  ])('refuse %s', async (_, fields) => {
    const { status, body } = await plan('fakectl form blog -n prod', fields);
    expect([status, body.error?.code]).toEqual([400, 'invalid-input']);
  });

  it('cannot be reached through prototypes', async () => {
    const send = (fields: string) =>
      request(portal.url)
        .post('/plans')
        .set('authorization', portal.header('operator'))
        .set('content-type', 'application/json')
        .send(
          `{"statement":{"text":"fakectl form blog -n prod"},"fields":${fields}}`,
        );
    const { body } = await send(
      '{"size":7,"__proto__":{"name":"gateway","namespace":"elsewhere"}}',
    );
    expect(body.input).toEqual({
      cluster: 'fake',
      namespace: 'prod',
      name: 'blog',
      size: 7,
    });
    expect((await send('{"size":7,"constructor":{}}')).status).toBe(400);
  });

  it('refuse fields for a command that is complete', async () => {
    const { status, body } = await plan(
      'fakectl resize blog -n prod --size=5',
      {
        size: 7,
      },
    );
    expect([status, body.error?.code]).toEqual([400, 'invalid-input']);
  });

  it('ask for the form when nothing was filled in', async () => {
    const { status, body } = await plan('fakectl form blog -n prod');
    expect([status, body.error?.code]).toEqual([400, 'placeholder-missing']);
  });

  it('cannot be read, only planned', async () => {
    const { status, body } = await portal.post('operator', '/read', {
      statement: { text: 'fakectl form blog -n prod' },
    });
    expect([status, body.error?.code]).toEqual([400, 'statement-refused']);
  });

  it('fill what a button leaves open, and nothing else', async () => {
    const input = { cluster: 'fake', namespace: 'prod', name: 'blog' };
    const ask = (size: number | null, fields: object) =>
      portal.post('operator', '/plans', {
        action: { id: 'fake.resize', input: { ...input, size } },
        fields,
      });
    expect((await ask(null, { size: 4 })).body.input.size).toBe(4);
    expect((await ask(3, { size: 4 })).status).toBe(400);
  });

  describe('with a secret value', () => {
    const secretPlan = () =>
      plan('fakectl secret db -n prod', { note: 'why', value: SECRET });
    const approved = async () => {
      const { body } = await secretPlan();
      await portal.approve('lead', body);
      return body;
    };

    it('keep it out of the plan, hand it to the run, and forget it', async () => {
      const made = await approved();
      expect(made).toMatchObject({
        state: 'awaiting_approval',
        input: { note: 'why', value: null },
      });
      const { body: run } = await portal.run('operator', made);
      const ended = await portal.ended('operator', run.id);
      expect(ended.state).toBe('succeeded');
      expect(portal.platform.secrets.values.get('db')).toBe(SECRET);
      const { body: rows } = await portal.get('lead', `/runs/${run.id}/audit`);
      const said = [
        ended,
        rows,
        portal.auditEvents.mock.calls,
        portal.notifications.mock.calls,
        portal.signals.mock.calls,
      ];
      expect(JSON.stringify(said)).not.toContain(SECRET);
    });

    it('need one', async () => {
      const { status, body } = await plan('fakectl secret db -n prod', {
        note: 'why',
      });
      expect([status, body.error?.code]).toEqual([400, 'placeholder-missing']);
    });

    it('refuse one in the input, where it would be kept', async () => {
      const { status, body } = await portal.post('operator', '/plans', {
        action: {
          id: 'fake.secret.update',
          input: {
            cluster: 'fake',
            namespace: 'prod',
            name: 'db',
            note: 'x',
            value: SECRET,
          },
        },
      });
      expect(status).toBe(400);
      expect(JSON.stringify(body.error)).not.toContain(SECRET);
    });

    it('keep it when they are made anew, and ask for it again afterwards', async () => {
      const { body: first } = await secretPlan();
      const renewed = await portal.post('operator', `/plans/${first.id}/renew`);
      expect(renewed.body).toMatchObject({ input: { value: null } });
      await portal.approve('lead', renewed.body);
      const { body: run } = await portal.run('operator', renewed.body);
      await portal.ended('operator', run.id);
      expect(portal.platform.secrets.values.get('db')).toBe(SECRET);
      const again = await portal.post('operator', `/plans/${first.id}/renew`);
      expect([again.status, again.body.error?.code]).toEqual([
        409,
        'value-gone',
      ]);
    });

    it('say so when another instance has it', async () => {
      const directory = await mkdtemp(join(tmpdir(), 'titanium-sealed-'));
      const before = await startPortal({ directory });
      const { body: made } = await before.post('operator', '/plans', {
        statement: { text: 'fakectl secret db -n prod' },
        fields: { note: 'why', value: SECRET },
      });
      await before.approve('lead', made);
      await before.stop();

      const after = await startPortal({ directory });
      const { status, body } = await after.run('operator', made);
      expect([status, body.error?.code]).toEqual([409, 'value-gone']);
      expect(after.platform.secrets.values.has('db')).toBe(false);
      await after.stop();

      for (const file of await readdir(directory)) {
        expect(await readFile(join(directory, file), 'latin1')).not.toContain(
          SECRET,
        );
      }
      await rm(directory, { recursive: true });
    });

    it('start on another instance that has the key', async () => {
      const directory = await mkdtemp(join(tmpdir(), 'titanium-sealed-'));
      const titanium = {
        plans: { sealingKey: 'a key that is long enough to be one' },
      };
      const before = await startPortal({ directory, titanium });
      const { body: made } = await before.post('operator', '/plans', {
        statement: { text: 'fakectl secret db -n prod' },
        fields: { note: 'why', value: SECRET },
      });
      await before.approve('lead', made);
      await before.stop();
      const kept = async () =>
        Promise.all(
          (await readdir(directory)).map(file =>
            readFile(join(directory, file), 'latin1'),
          ),
        );
      expect((await kept()).join()).not.toContain(SECRET);

      const after = await startPortal({ directory, titanium });
      const { body: run } = await after.run('operator', made);
      const ended = await after.ended('operator', run.id);
      expect(ended.state).toBe('succeeded');
      expect(after.platform.secrets.values.get('db')).toBe(SECRET);
      const again = await after.post('operator', `/plans/${made.id}/renew`);
      expect(again.body.error?.code).toBe('plan-consumed');
      const said = [
        ended,
        again.body,
        after.auditEvents.mock.calls,
        after.notifications.mock.calls,
        after.signals.mock.calls,
      ];
      expect(JSON.stringify(said)).not.toContain(SECRET);
      await after.stop();
      expect((await kept()).join()).not.toContain(SECRET);
      await rm(directory, { recursive: true });
    });

    it('tell nothing of the secret to those who may not', async () => {
      const answers = await Promise.all(
        ['db', 'nothing'].map(name =>
          portal.post('developer', '/plans', {
            statement: { text: `fakectl secret ${name} -n prod` },
            fields: { note: 'x', value: SECRET },
          }),
        ),
      );
      expect(answers.map(({ status }) => status)).toEqual([403, 403]);
      expect(portal.platform.secrets.reads).toEqual([]);
    });
  });
});
