import { Postgres, postgresBin } from './__testUtils__/replicas/Postgres';

/**
 * What holds on SQLite must hold on PostgreSQL: the same tests again, each portal on databases of its own. Skipped where
 * there is no PostgreSQL.
 */
(postgresBin ? describe : describe.skip)('on PostgreSQL', () => {
  let postgres: Postgres;
  beforeAll(async () => {
    postgres = await Postgres.start();
    process.env.TITANIUM_TEST_POSTGRES = postgres.connection;
  });
  afterAll(async () => {
    delete process.env.TITANIUM_TEST_POSTGRES;
    await postgres?.destroy();
  });

  require('./plans/plans.test');
  require('./plans/approvals.test');
  require('./runs/runs.test');
  require('./runs/undo.test');
  require('./runs/retry.test');
  require('./runs/reveal.test');
  require('./runs/stateMachine.test');
  require('./audit/auditRoutes.test');
});
