/**
 * Times are ISO 8601 texts in UTC with milliseconds, which sort as they read; documents are JSON texts, so that both
 * SQLite and PostgreSQL keep them byte for byte.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('plans', table => {
    table.comment('Frozen, typed proposals');
    table.string('id', 36).primary();
    table.string('state', 32).notNullable();
    table.string('action', 255).notNullable();
    table.string('requester', 255).notNullable();
    table.string('target_key', 1024).notNullable();
    table.text('hash').notNullable();
    table.string('undo_of', 36).nullable().comment('The run it takes back');
    table.string('approved_by', 255).nullable();
    table.text('document').notNullable().comment('The rest of the plan');
    table.string('created_at', 24).notNullable();
    table.string('expires_at', 24).notNullable();
    table.index(['state', 'expires_at'], 'plans_state_idx');
    table.index(['created_at'], 'plans_created_idx');
  });

  await knex.schema.createTable('plan_steps', table => {
    table.comment('Ordered steps of a plan');
    table
      .string('plan_id', 36)
      .notNullable()
      .references('id')
      .inTable('plans')
      .onDelete('CASCADE');
    table.integer('index').notNullable();
    table.string('kind', 255).notNullable();
    table.string('fence', 32).notNullable();
    table.text('document').notNullable();
    table.primary(['plan_id', 'index']);
  });

  await knex.schema.createTable('runs', table => {
    table.comment('Plans being carried out or ended');
    table.string('id', 36).primary();
    table
      .string('plan_id', 36)
      .notNullable()
      .unique()
      .references('id')
      .inTable('plans')
      .onDelete('CASCADE');
    table.string('state', 32).notNullable();
    table.string('action', 255).notNullable();
    table.string('requester', 255).notNullable();
    table.string('idempotency_key', 64).notNullable();
    table.string('target_key', 1024).notNullable();
    table.text('progress').nullable();
    table.string('undo_of', 36).nullable();
    table.string('undone_by', 36).nullable();
    table.boolean('cancel_requested').notNullable().defaultTo(false);
    table.string('cancelled_by', 255).nullable();
    table.string('lease_owner', 64).nullable();
    table.integer('lease_epoch').notNullable().defaultTo(0);
    table.string('lease_until', 24).nullable();
    table.integer('last_event').notNullable().defaultTo(0);
    table.string('started_at', 24).notNullable();
    table.string('ended_at', 24).nullable();
    table.unique(['requester', 'idempotency_key'], {
      indexName: 'runs_idempotency_idx',
    });
    table.index(['started_at', 'id'], 'runs_started_idx');
    table.index(['state'], 'runs_state_idx');
  });

  await knex.schema.createTable('run_entities', table => {
    table.comment('Entities bound to the target of a run');
    table
      .string('run_id', 36)
      .notNullable()
      .references('id')
      .inTable('runs')
      .onDelete('CASCADE');
    table.string('entity_ref', 512).notNullable();
    table.primary(['run_id', 'entity_ref']);
    table.index(['entity_ref'], 'run_entities_ref_idx');
  });

  await knex.schema.createTable('run_steps', table => {
    table.comment('What became of each step');
    table
      .string('run_id', 36)
      .notNullable()
      .references('id')
      .inTable('runs')
      .onDelete('CASCADE');
    table.integer('index').notNullable();
    table.string('state', 32).notNullable();
    table.text('before').nullable();
    table.text('after').nullable();
    table.text('applied').nullable().comment('For verification and undo');
    table.text('error').nullable();
    table.string('started_at', 24).nullable();
    table.string('ended_at', 24).nullable();
    table.primary(['run_id', 'index']);
  });

  await knex.schema.createTable('run_events', table => {
    table.comment('Append-only log of a run');
    table
      .string('run_id', 36)
      .notNullable()
      .references('id')
      .inTable('runs')
      .onDelete('CASCADE');
    table.integer('sequence').notNullable();
    table.text('document').notNullable();
    table.primary(['run_id', 'sequence']);
  });

  await knex.schema.createTable('locks', table => {
    table.comment('One row per target ever changed; its epoch only rises');
    table.string('target_key', 1024).primary();
    table.string('run_id', 36).nullable().comment('Who holds it; null: free');
    table.string('owner', 64).nullable();
    table.integer('epoch').notNullable().defaultTo(0);
    table.string('expires_at', 24).nullable();
  });

  await knex.schema.createTable('audit', table => {
    table.comment('Append-only, hash-chained');
    table.integer('sequence').primary();
    table.string('time', 24).notNullable();
    table.string('actor', 255).notNullable();
    table.string('event', 64).notNullable();
    table.string('subject_run', 36).nullable().comment('For look-ups only');
    table.string('subject_plan', 36).nullable().comment('For look-ups only');
    table.text('subject').notNullable();
    table.text('before').nullable();
    table.text('after').nullable();
    table.string('previous_hash', 64).notNullable();
    table.string('hash', 64).notNullable();
    table.index(['subject_run'], 'audit_run_idx');
    table.index(['subject_plan'], 'audit_plan_idx');
  });

  await knex.schema.createTable('audit_head', table => {
    table.comment('One row, locked by whoever appends');
    table.integer('id').primary();
    table.integer('sequence').notNullable();
    table.string('hash', 64).notNullable();
  });
  await knex('audit_head').insert({
    id: 1,
    sequence: 0,
    hash: '0'.repeat(64),
  });

  await knex.schema.createTable('audit_anchors', table => {
    table.comment('Heads that were handed to the auditor');
    table.integer('sequence').primary();
    table.string('hash', 64).notNullable();
    table.string('time', 24).notNullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const table of [
    'audit_anchors',
    'audit_head',
    'audit',
    'locks',
    'run_events',
    'run_steps',
    'run_entities',
    'runs',
    'plan_steps',
    'plans',
  ]) {
    await knex.schema.dropTable(table);
  }
};
