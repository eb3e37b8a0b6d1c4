import fc from 'fast-check';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Knex, { Knex as KnexType } from 'knex';
import { AuditLog } from './AuditLog';
import { startPortal } from '../__testUtils__/backend';

async function migrated(filename = ':memory:'): Promise<KnexType> {
  const knex = Knex({
    client: 'better-sqlite3',
    connection: { filename },
    useNullAsDefault: true,
    pool: { min: 1, max: 1 },
  });
  await knex.migrate.latest({ directory: join(__dirname, '../../migrations') });
  return knex;
}

const entry = (n: number) => ({
  actor: 'user:default/developer',
  event: 'plan.created',
  subject: { plan: `p${n}`, note: 'fine' },
  before: { size: n },
  after: { size: n + 1 },
});

/** Number of rows of a chain without a break. */
async function whole(log: AuditLog): Promise<number> {
  const { rows, broken } = await log.verify();
  expect(broken).toBeUndefined();
  return rows;
}

describe('audit chain', () => {
  let knex: KnexType;
  let log: AuditLog;
  beforeEach(async () => {
    knex = await migrated();
    log = new AuditLog(knex);
  });
  afterEach(() => knex.destroy());

  async function fill(count: number) {
    for (let n = 1; n <= count; n += 1) {
      await log.record(entry(n));
    }
  }

  it('is whole as written, in sequence even under concurrency', async () => {
    await Promise.all(
      Array.from({ length: 30 }, (_, n) => log.record(entry(n))),
    );
    expect(await log.verify()).toEqual({
      rows: 30,
      head: { sequence: 30, hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
  });

  it.each<[string, (db: KnexType) => PromiseLike<unknown>, object]>([
    [
      'an edited value',
      db => db('audit').where({ sequence: 3 }).update({ after: '{"size":99}' }),
      { sequence: 3, problem: 'changed' },
    ],
    [
      'another actor',
      db =>
        db('audit').where({ sequence: 1 }).update({ actor: 'user:default/x' }),
      { sequence: 1, problem: 'changed' },
    ],
    [
      'a deleted row',
      db => db('audit').where({ sequence: 4 }).delete(),
      { sequence: 4, problem: 'missing' },
    ],
    [
      'a deleted end',
      db => db('audit').where('sequence', '>=', 5).delete(),
      { sequence: 5, problem: 'missing' },
    ],
    [
      'a deleted beginning',
      db => db('audit').where('sequence', '<=', 2).delete(),
      { sequence: 1, problem: 'missing' },
    ],
    [
      'two rows that changed places',
      async db => {
        await db('audit').where({ sequence: 2 }).update({ sequence: 100 });
        await db('audit').where({ sequence: 3 }).update({ sequence: 2 });
        await db('audit').where({ sequence: 100 }).update({ sequence: 3 });
      },
      { sequence: 2, problem: 'unlinked' },
    ],
  ])('shows %s', async (_what, tamper, broken) => {
    await fill(6);
    await tamper(knex);
    expect((await log.verify()).broken).toEqual(broken);
  });

  it('shows a chain that was rewritten below a head the auditor has', async () => {
    await fill(3);
    await log.anchor();
    await knex('audit').delete();
    await knex('audit_head').update({ sequence: 0, hash: '0'.repeat(64) });
    await fill(2);
    await log.record({ ...entry(3), actor: 'user:default/forger' });
    expect((await log.verify()).broken).toEqual({
      sequence: 3,
      problem: 'changed',
    });
  });

  it('can be pruned only below an anchor, and stays whole', async () => {
    await fill(3);
    const future = new Date(Date.now() + 1000).toISOString();
    expect(await log.prune(future)).toBe(0);
    await log.anchor();
    await fill(2);
    expect(await log.prune(future)).toBe(3);
    expect(await whole(log)).toBe(2);
    await log.anchor();
    await log.prune(future);
    expect(await whole(log)).toBe(0);
  });

  it('keeps any text as data', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary' }),
        fc.jsonValue(),
        async (text, value) => {
          await log.record({
            actor: 'user:default/x',
            event: 'plan.created',
            subject: { run: 'r', plan: 'p', text: `${text}\r\n"forged":1` },
            after: { value: value as never },
          });
          const rows = await log.rowsAbout('r', 'p');
          expect(rows.at(-1)?.subject.text).toBe(`${text}\r\n"forged":1`);
          await knex('audit')
            .where({ sequence: rows.at(-1)!.sequence })
            .first();
          expect((await log.verify()).broken).toBeUndefined();
          await knex('audit').delete();
          await knex('audit_head').update({
            sequence: 0,
            hash: '0'.repeat(64),
          });
        },
      ),
      { numRuns: 50 },
    );
  });

  it('stands in one transaction with what it tells of', async () => {
    await expect(
      knex.transaction(async trx => {
        await log.append(trx, [entry(1)]);
        throw new Error('undone');
      }),
    ).rejects.toThrow('undone');
    expect(await log.verify()).toMatchObject({
      rows: 0,
      head: { sequence: 0 },
    });
  });
});

describe('audit of a portal', () => {
  it('is whole after plans, refusals and runs', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'titanium-'));
    const portal = await startPortal({ directory });
    const plan = await portal.plan('developer', 'blog', 3);
    const { body } = await portal.run('developer', plan);
    await portal.ended('developer', body.id);
    await portal.plan('developer', 'gateway', 3);
    await portal.post('developer', '/read', {
      statement: { text: 'fakectl get thing -n elsewhere' },
    });
    await portal.stop();
    const knex = await migrated(join(directory, 'titanium.sqlite'));
    const events = (await knex('audit').orderBy('sequence')).map(
      row => row.event,
    );
    expect(events).toEqual([
      'plan.created',
      'run.started',
      'step.applying',
      'step.applied',
      'run.succeeded',
      'plan.created',
      'plan.denied',
      'read.denied',
    ]);
    expect(await whole(new AuditLog(knex))).toBe(8);
    await knex.destroy();
    await rm(directory, { recursive: true });
  });
});
