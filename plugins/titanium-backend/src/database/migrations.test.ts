import { join } from 'node:path';
import createKnex, { Knex } from 'knex';
import { AuditLog } from '../audit/AuditLog';
import { Postgres, postgresBin } from '../__testUtils__/replicas/Postgres';

const directory = join(__dirname, '../../migrations');

const ROW = {
  time: '2026-11-01T00:00:00.000Z',
  actor: 'user:default/developer',
  event: 'plan.created',
  subject: JSON.stringify({
    plan: 'p1',
    action: 'fake.resize',
    entities: ['component:default/blog'],
    target: { cluster: 'fake', namespace: 'prod', kind: 'thing', name: 'Blog' },
  }),
  previous_hash: '0'.repeat(64),
  hash: '1'.repeat(64),
};

function movesOn(open: () => Knex | Promise<Knex>) {
  let knex: Knex;
  beforeAll(async () => {
    knex = await open();
  });
  afterAll(() => knex?.destroy());

  it('finds what was there before, and can be taken back', async () => {
    await knex.migrate.up({ directory });
    await knex('audit').insert(
      Array.from({ length: 250 }, (_, n) => ({ ...ROW, sequence: n + 1 })),
    );
    await knex.migrate.latest({ directory });
    const log = new AuditLog(knex);
    for (const subject of [
      'p1',
      'fake.resize',
      'component:default/blog',
      'blog',
      'prod/thing/blog',
    ]) {
      const rows = await log.list({ subject }, { limit: 1000 });
      expect(rows).toHaveLength(250);
    }
    await knex.migrate.rollback({ directory }, true);
    expect(await knex.schema.hasTable('audit')).toBe(false);
  });
}

describe('the schema of an earlier version', () => {
  movesOn(() =>
    createKnex({
      client: 'better-sqlite3',
      connection: { filename: ':memory:' },
      useNullAsDefault: true,
      pool: { min: 1, max: 1 },
    }),
  );
});

(postgresBin ? describe : describe.skip)('the same on PostgreSQL', () => {
  let postgres: Postgres;
  movesOn(async () => {
    postgres = await Postgres.start();
    return createKnex({ client: 'pg', connection: postgres.connection });
  });
  afterAll(() => postgres?.destroy());
});
