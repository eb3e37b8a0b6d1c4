/** Runs whose value was shown: each once. The value itself is never kept. */
exports.up = async function up(knex) {
  await knex.schema.createTable('run_reveals', table => {
    table.comment('Runs that granted to see a value, once it was shown');
    table
      .string('run_id', 36)
      .primary()
      .references('id')
      .inTable('runs')
      .onDelete('CASCADE');
    table.string('revealed_at', 24).notNullable();
  });
};

exports.down = async function down(knex) {
  await knex.schema.dropTable('run_reveals');
};
