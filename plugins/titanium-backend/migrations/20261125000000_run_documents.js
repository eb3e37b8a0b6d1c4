/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('run_documents', table => {
    table.comment('Steps of published documents that runs came from');
    table
      .string('run_id', 36)
      .primary()
      .references('id')
      .inTable('runs')
      .onDelete('CASCADE');
    table.string('document_ref', 512).notNullable();
    table.string('step_hash', 64).notNullable();
    table.index(['document_ref', 'step_hash'], 'run_documents_step_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('run_documents');
};
