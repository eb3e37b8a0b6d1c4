import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  KubernetesPortal,
  startKubernetesPortal,
} from '../../__testUtils__/portal';

jest.setTimeout(120_000);

const SECRET = 'zebra-crossing-42-lighthouse';
const PLACE = {
  namespace: 'titanium-prod',
  name: 'postgres-secret',
  key: 'POSTGRES_PASSWORD',
};

describe('Secrets', () => {
  let portal: KubernetesPortal;
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'titanium-secret-'));
    portal = await startKubernetesPortal({ directory });
  });
  afterAll(async () => {
    await portal?.stop();
    await rm(directory, { recursive: true, force: true });
  });

  /** The value as the cluster has it, asked with the administrator's token. */
  const valueOnCluster = (key = PLACE.key): Promise<string> => {
    const { urls, tokens, ca } = portal.platform.sandbox;
    return new Promise((resolve, reject) => {
      request(
        `${urls.kubernetes}/api/v1/namespaces/titanium-prod/secrets/postgres-secret`,
        { ca, headers: { authorization: `Bearer ${tokens.admin}` } },
        response => {
          let text = '';
          response.on('data', chunk => {
            text += chunk;
          });
          response.on('end', () =>
            resolve(
              Buffer.from(
                JSON.parse(text).data[key] ?? '',
                'base64',
              ).toString(),
            ),
          );
        },
      )
        .on('error', reject)
        .end();
    });
  };
  const update = (person: 'developer' | 'operator', value: any, more = {}) =>
    portal.plan(
      person,
      'kubernetes.secret.update',
      { ...PLACE, value: null, ...more },
      { value },
    );
  const reveal = (person: 'developer' | 'operator', more = {}) =>
    portal.plan(person, 'kubernetes.secret.reveal', { ...PLACE, ...more });

  /** Everything the portal keeps or says: the database's bytes, the log, and each answer. */
  async function traces(...answers: unknown[]): Promise<string> {
    const files = await Promise.all(
      (await readdir(directory, { recursive: true, withFileTypes: true }))
        .filter(entry => entry.isFile())
        .map(entry => readFile(join(entry.parentPath, entry.name), 'latin1')),
    );
    expect(files.length).toBeGreaterThan(0);
    return [...files, ...portal.logged, JSON.stringify(answers)].join('\n');
  }
  const forms = (value: string) => [
    value,
    Buffer.from(value).toString('base64'),
    encodeURIComponent(value),
  ];

  it('change without their value being kept or shown anywhere', async () => {
    const { body: plan } = await update('operator', SECRET);
    expect(plan).toMatchObject({
      risk: 'high',
      state: 'awaiting_approval',
      input: { value: null },
      undo: { possible: false },
    });
    expect(plan.steps[0].preview.entries).toEqual([
      { path: 'data.POSTGRES_PASSWORD', before: '"••••••"', after: '"••••••"' },
    ]);
    const run = await portal.carryOut('operator', plan);
    expect(run.state).toBe('succeeded');
    expect(await valueOnCluster()).toBe(SECRET);

    const answers = await Promise.all(
      ['', '/events', '/audit'].map(path =>
        portal.call('lead', `/runs/${run.id}${path}`),
      ),
    );
    const kept = await traces(plan, run, answers);
    for (const form of forms(SECRET)) {
      expect(kept).not.toContain(form);
    }
  });

  it('name what the guide forgets: the database, and who must restart', async () => {
    const { body: plan } = await update('operator', SECRET);
    const warning = (code: string) =>
      plan.warnings.find((each: any) => each.code === code);
    expect(warning('secret-database')).toMatchObject({
      severity: 'danger',
      values: { workload: 'statefulset/postgres' },
    });
    expect(warning('secret-database').message).toContain('ALTER ROLE');
    expect(warning('secret-restart').values.workloads).toContain(
      'deployment/prod-user-service-deployment',
    );
  });

  it('can be given a value that nobody chose', async () => {
    const before = await valueOnCluster();
    const { body: plan } = await update('operator', { generate: true });
    await portal.carryOut('operator', plan);
    const made = await valueOnCluster();
    expect(made).not.toBe(before);
    expect(Buffer.from(made, 'base64')).toHaveLength(32);
    const kept = await traces(plan);
    forms(made).forEach(form => expect(kept).not.toContain(form));
  });

  it('are shown once, after a second person agreed', async () => {
    const { body: given } = await update('operator', SECRET);
    await portal.carryOut('operator', given);
    const { body: plan } = await reveal('operator');
    expect(plan).toMatchObject({ risk: 'high', state: 'awaiting_approval' });
    const run = await portal.carryOut('operator', plan);
    const first = await portal.call('operator', `/runs/${run.id}/reveal`, {});
    expect(first.body).toEqual({
      name: PLACE.key,
      value: SECRET,
      encoding: 'text',
      until: expect.any(String),
    });
    expect(first.headers.get('cache-control')).toBe('no-store');
    const again = await portal.call('operator', `/runs/${run.id}/reveal`, {});
    expect([again.status, again.body.error.code]).toEqual([409, 'value-gone']);
    const { body: audit } = await portal.call('lead', `/runs/${run.id}/audit`);
    expect(audit.rows.map(({ event }: any) => event)).toContain(
      'secret.revealed',
    );
    const kept = await traces(run, audit, plan);
    forms(SECRET).forEach(form => expect(kept).not.toContain(form));
  });

  it('are changed and shown by the commands of the guide', async () => {
    const change = `kubectl create secret generic postgres-secret -n titanium-prod --from-literal=POSTGRES_PASSWORD=$VALUE --dry-run=client -o yaml | kubectl apply -f -`;
    const plan = (text: string, fields?: object) =>
      portal.call('operator', '/plans', { statement: { text }, fields });
    const { body: update_ } = await plan(change, { value: SECRET });
    expect(update_).toMatchObject({
      action: 'kubernetes.secret.update',
      input: { ...PLACE, value: null },
    });
    // What the text says stands.
    const other = await plan(change, { value: SECRET, name: 'other' });
    expect(other.status).toBe(400);
    // The guide forgets the namespace: it is asked for, never taken for granted.
    const nowhere = await plan(change.replace(' -n titanium-prod', ''), {
      value: SECRET,
    });
    expect(nowhere.body.error).toMatchObject({
      code: 'placeholder-missing',
      message: expect.stringContaining('<namespace>'),
    });
    const literal = await plan(change.replace('$VALUE', 'hunter2'));
    expect(literal.body.error.code).toBe('statement-refused');

    const { body: shown } = await plan(
      "kubectl get secret postgres-secret -n titanium-prod -o jsonpath='{.data.POSTGRES_PASSWORD}' | base64 -d",
    );
    expect(shown).toMatchObject({
      action: 'kubernetes.secret.reveal',
      input: PLACE,
      risk: 'high',
    });
  });

  it('are nothing for owners, not even whether they exist', async () => {
    const answers = await Promise.all([
      update('developer', SECRET),
      update('developer', SECRET, { name: 'nothing' }),
      reveal('developer'),
      reveal('developer', { name: 'nothing' }),
      reveal('developer', { key: 'nothing' }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(Array(5).fill(403));
    const said = new Set(
      answers.slice(2).map(({ body }) => body.error.message),
    );
    expect(said.size).toBe(1);
  });

  it('must exist, with the key that is to be seen', async () => {
    // The actor's own role names the Secrets it may touch.
    const missing = await update('operator', SECRET, { name: 'nothing' });
    expect([missing.status, missing.body.error.code]).toEqual([
      403,
      'platform-forbidden',
    ]);
    const key = await reveal('operator', { key: 'NOTHING' });
    expect(key.status).toBe(404);
  });

  it.each([
    ['an empty value', ''],
    ['a number', 5],
    ['another wish', { generate: 'yes' }],
    ['something that is too long', 'x'.repeat(40_000)],
  ])('do not take %s', async (_, value) => {
    expect((await update('operator', value)).status).toBe(400);
  });

  it('never take a value as part of the input', async () => {
    const { status, body } = await portal.plan(
      'operator',
      'kubernetes.secret.update',
      { ...PLACE, value: SECRET },
    );
    expect(status).toBe(400);
    expect(JSON.stringify(body)).not.toContain(SECRET);
  });

  it('are not changed when they changed since the preview', async () => {
    const { body: plan } = await update('operator', 'first-value');
    const { body: other } = await update('operator', 'other-value');
    await portal.carryOut('operator', other);
    const { status, body } = await portal.call(
      'lead',
      `/plans/${plan.id}/approve`,
      { hash: plan.hash },
    );
    expect([status, body.error.code]).toEqual([409, 'plan-changed']);
    expect(await valueOnCluster()).toBe('other-value');
  });
});
