/** Values that plans wait with, encrypted with a key that is not in the database. */
exports.up = async function up(knex) {
  await knex.schema.createTable('sealed_values', table => {
    table.comment('Secret values of plans, encrypted, until they are used');
    table
      .string('plan_id', 36)
      .primary()
      .references('id')
      .inTable('plans')
      .onDelete('CASCADE');
    table.text('sealed').notNullable();
    table.string('expires_at', 24).notNullable().index();
  });
};

exports.down = async function down(knex) {
  await knex.schema.dropTable('sealed_values');
};
