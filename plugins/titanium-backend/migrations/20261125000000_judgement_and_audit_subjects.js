/**
 * Who has judged a plan, when and by which groups, so that a lost right can be told at the start; and what audit rows are
 * about, to be searched without reading every row.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('plans', table => {
    table.text('judgement').nullable().comment('Verdict, by whom and when');
    table
      .text('approved_via')
      .nullable()
      .comment('Groups of the approver that let them approve');
  });
  await knex.schema.alterTable('audit', table => {
    table.index(['actor'], 'audit_actor_idx');
    table.index(['time'], 'audit_time_idx');
  });
  await knex.schema.createTable('audit_subjects', table => {
    table.comment('For look-ups only; not part of the chain');
    table.string('subject', 512).notNullable();
    table.integer('sequence').notNullable();
    table.primary(['subject', 'sequence']);
    table.index(['sequence'], 'audit_subjects_sequence_idx');
  });
  for (let after = 0; ; ) {
    const rows = await knex('audit')
      .where('sequence', '>', after)
      .orderBy('sequence')
      .limit(200)
      .select('sequence', 'subject');
    if (!rows.length) break;
    for (const { sequence, subject } of rows) {
      const subjects = subjectsOf(JSON.parse(subject));
      if (subjects.length) {
        await knex('audit_subjects').insert(
          subjects.map(text => ({ sequence, subject: text })),
        );
      }
    }
    after = rows[rows.length - 1].sequence;
  }
};

/** As `src/audit/subjects.ts` did when this was written. */
function subjectsOf({ run, plan, action, entities, target }) {
  const { namespace, kind, name } = target ?? {};
  const object = typeof name === 'string' && name ? [name] : [];
  if (object.length && typeof kind === 'string') {
    object.push(`${kind}/${name}`);
    if (typeof namespace === 'string') {
      object.push(`${namespace}/${kind}/${name}`);
    }
  }
  const all = [run, plan, action, ...(entities ?? []), ...object];
  return [
    ...new Set(
      all
        .filter(text => typeof text === 'string' && text !== '')
        .map(text => text.toLowerCase().slice(0, 512)),
    ),
  ];
}

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('audit_subjects');
  await knex.schema.alterTable('audit', table => {
    table.dropIndex(['actor'], 'audit_actor_idx');
    table.dropIndex(['time'], 'audit_time_idx');
  });
  await knex.schema.alterTable('plans', table => {
    table.dropColumn('judgement');
    table.dropColumn('approved_via');
  });
};
