import { JsonObject } from '@backstage/types';
import {
  AUDIT_GENESIS_HASH,
  AuditBreak,
  AuditExportEnd,
  AuditExportStart,
  AuditRow,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { Knex } from 'knex';
import {
  Db,
  fromJson,
  fromJsonOrNull,
  isoNow,
  toJson,
} from '../database/database';
import { AuditTableRow } from '../database/tables';
import { chainFrom, hashOf } from './chain';
import { subjectKey, subjectsOf } from './subjects';

/** What happened, before it has its place in the chain. */
export interface AuditEntry {
  actor: string;
  event: string;
  subject: JsonObject & { run?: string; plan?: string };
  before?: JsonObject | null;
  after?: JsonObject | null;
}

/** Which rows are asked for; times as ISO 8601, both ends included. */
export interface AuditFilter {
  subject?: string;
  actor?: string;
  event?: string;
  from?: string;
  to?: string;
}

const PAGE = 1000;

/**
 * The append-only, hash-chained table. A row is written in the transaction of the change it tells of, so that neither is
 * there without the other. Whoever appends holds the head's row, which keeps the sequence without gaps.
 */
export class AuditLog {
  constructor(private readonly knex: Knex) {}

  /** Appends within the caller's transaction; call it last there, since others wait from then on. */
  async append(trx: Knex.Transaction, entries: AuditEntry[]): Promise<void> {
    if (!entries.length) {
      return;
    }
    // Writing first takes the lock in SQLite and PostgreSQL alike.
    await trx('audit_head').where({ id: 1 }).increment('sequence', 0);
    const head = await trx('audit_head').where({ id: 1 }).first();
    let { sequence, hash } = head;
    const rows = entries.map(entry => {
      const row = {
        sequence: sequence + 1,
        time: isoNow(),
        actor: entry.actor,
        event: entry.event,
        subject: clean(entry.subject),
        before: clean(entry.before ?? null),
        after: clean(entry.after ?? null),
        previousHash: hash,
      };
      sequence = row.sequence;
      hash = hashOf(row);
      return { ...row, hash };
    });
    await trx('audit').insert(rows.map(toTable));
    const subjects = rows.flatMap(({ sequence: at, subject }) =>
      subjectsOf(subject).map(text => ({ sequence: at, subject: text })),
    );
    if (subjects.length) {
      await trx('audit_subjects')
        .insert(subjects)
        .onConflict(['subject', 'sequence'])
        .ignore();
    }
    await trx('audit_head').where({ id: 1 }).update({ sequence, hash });
  }

  /** Appends what belongs to no other change, such as a refusal. */
  async record(entry: AuditEntry): Promise<void> {
    await this.knex.transaction(trx => this.append(trx, [entry]));
  }

  /** Rows about a run and the plan it came from, oldest first. */
  async rowsAbout(run: string, plan: string): Promise<AuditRow[]> {
    const rows = await this.knex<AuditTableRow>('audit')
      .where({ subject_run: run })
      .orWhere({ subject_plan: plan })
      .orderBy('sequence')
      .limit(1000);
    return rows.map(fromTable);
  }

  async head(db: Db = this.knex): Promise<{ sequence: number; hash: string }> {
    const { sequence, hash } = await db('audit_head').where({ id: 1 }).first();
    return { sequence, hash };
  }

  /** Rows that fit, newest first, below a sequence. */
  async list(
    filter: AuditFilter,
    options: { below?: number; limit: number },
  ): Promise<AuditRow[]> {
    const { subject, actor, event, from, to } = filter;
    const query = this.knex<AuditTableRow>('audit')
      .orderBy('sequence', 'desc')
      .limit(options.limit);
    if (options.below !== undefined) {
      void query.where('sequence', '<', options.below);
    }
    if (actor) void query.where({ actor });
    if (event) {
      void query.where(either =>
        either
          .where({ event })
          .orWhereRaw(`event like ? escape '\\'`, [
            `${event.replace(/[\\%_]/g, '\\$&')}.%`,
          ]),
      );
    }
    if (from) void query.where('time', '>=', from);
    if (to) void query.where('time', '<=', to);
    if (subject) {
      void query.whereIn(
        'sequence',
        this.knex('audit_subjects')
          .where({ subject: subjectKey(subject) })
          .select('sequence'),
      );
    }
    return (await query).map(fromTable);
  }

  /** Sequence of the oldest row that is kept. */
  async first(): Promise<number | null> {
    const row = await this.knex<AuditTableRow>('audit')
      .orderBy('sequence')
      .first('sequence');
    return row?.sequence ?? null;
  }

  /** The newest head that was handed out. */
  async newestAnchor(): Promise<{
    sequence: number;
    hash: string;
    time: string;
  } | null> {
    const row = await this.knex('audit_anchors')
      .orderBy('sequence', 'desc')
      .first();
    return row
      ? { sequence: row.sequence, hash: row.hash, time: row.time }
      : null;
  }

  /**
   * Recomputes the whole chain: from the first row, or after a retention run from the anchor below it, up to the head as
   * it was when this began, and through every anchor on the way.
   */
  async verify(): Promise<{
    rows: number;
    head: { sequence: number; hash: string };
    broken?: AuditBreak;
  }> {
    for (;;) {
      const first = await this.first();
      const found = await this.#verifyFrom(first);
      // Rows that retention deletes meanwhile are not missing.
      if (!found.broken || (await this.first()) === first) {
        return found;
      }
    }
  }

  async #verifyFrom(first: number | null): ReturnType<AuditLog['verify']> {
    const head = await this.head();
    const anchors = await this.#anchors();
    // With every row pruned, the anchored head itself is what remains.
    const empty = anchors.get(head.sequence) === head.hash ? head.sequence : 0;
    const start = first === null ? empty : first - 1;
    const startHash = start === 0 ? AUDIT_GENESIS_HASH : anchors.get(start);
    if (startHash === undefined) {
      return { rows: 0, head, broken: { sequence: 1, problem: 'missing' } };
    }
    const check = chainFrom(start, startHash);
    let rows = 0;
    for await (const row of this.#rows(start, head.sequence)) {
      const anchor = anchors.get(row.sequence);
      if (!check.add(row) || (anchor && anchor !== row.hash)) {
        const { sequence } = row;
        return {
          rows,
          head,
          broken: check.broken ?? { sequence, problem: 'changed' },
        };
      }
      rows += 1;
    }
    const complete =
      check.sequence === head.sequence && check.hash === head.hash;
    return {
      rows,
      head,
      ...(!complete && {
        broken: { sequence: check.sequence + 1, problem: 'missing' as const },
      }),
    };
  }

  /** An export of the rows within a time, as its lines; what is in it can be verified without the portal. */
  async *export(range: {
    from?: string;
    to?: string;
  }): AsyncGenerator<AuditExportStart | AuditRow | AuditExportEnd> {
    const { from, to } = range;
    const head = await this.head();
    const edge = async (order: 'asc' | 'desc') => {
      const query = this.knex<AuditTableRow>('audit')
        .where('sequence', '<=', head.sequence)
        .orderBy('sequence', order);
      if (from) void query.where('time', '>=', from);
      if (to) void query.where('time', '<=', to);
      return query.first();
    };
    const first = await edge('asc');
    const last = await edge('desc');
    const anchors = [...(await this.#anchors())].map(([sequence, hash]) => ({
      sequence,
      hash,
    }));
    const start = first
      ? { sequence: first.sequence - 1, hash: first.previous_hash }
      : head;
    const end = last?.sequence ?? start.sequence;
    yield {
      type: 'titanium-audit',
      version: 1,
      exportedAt: isoNow(),
      start,
      anchors: anchors.filter(
        ({ sequence }) => sequence >= start.sequence && sequence <= end,
      ),
    };
    let rows = 0;
    let { sequence, hash } = start;
    for await (const row of this.#rows(start.sequence, end)) {
      yield row;
      rows += 1;
      ({ sequence, hash } = row);
    }
    yield { type: 'end', rows, sequence, hash };
  }

  async *#rows(after: number, upTo: number): AsyncGenerator<AuditRow> {
    for (let from = after; ; ) {
      const page = await this.knex<AuditTableRow>('audit')
        .where('sequence', '>', from)
        .where('sequence', '<=', upTo)
        .orderBy('sequence')
        .limit(PAGE);
      yield* page.map(fromTable);
      const last = page.at(-1);
      if (!last || page.length < PAGE) return;
      from = last.sequence;
    }
  }

  async #anchors(): Promise<Map<number, string>> {
    const rows = await this.knex('audit_anchors').select('sequence', 'hash');
    return new Map(rows.map(({ sequence, hash }) => [sequence, hash]));
  }

  /** Remembers the head as handed out; from then on older rows may be deleted by `prune`. */
  async anchor(): Promise<{ sequence: number; hash: string }> {
    const head = await this.head();
    if (head.sequence > 0) {
      await this.knex('audit_anchors')
        .insert({ ...head, time: isoNow() })
        .onConflict('sequence')
        .ignore();
    }
    return head;
  }

  /** Deletes rows older than a time, only up to an anchor, which then stands for them. */
  async prune(olderThan: string): Promise<number> {
    const keep = await this.knex<AuditTableRow>('audit')
      .where('time', '>=', olderThan)
      .min('sequence as sequence')
      .first();
    const limit =
      (keep as { sequence: number | null } | undefined)?.sequence ??
      Number.MAX_SAFE_INTEGER;
    const anchor = await this.knex('audit_anchors')
      .where('sequence', '<', Math.min(limit, 2 ** 31 - 1))
      .orderBy('sequence', 'desc')
      .first();
    if (!anchor) {
      return 0;
    }
    return this.knex.transaction(async trx => {
      const below = (table: string) =>
        trx(table).where('sequence', '<=', anchor.sequence).delete();
      await below('audit_subjects');
      return below('audit');
    });
  }
}

/** What JSON keeps of a value, so that a row read back hashes the same. */
function clean<T extends JsonObject | null>(value: T): T {
  return JSON.parse(JSON.stringify(value));
}

function toTable(row: AuditRow): AuditTableRow {
  const { run, plan } = row.subject;
  return {
    sequence: row.sequence,
    time: row.time,
    actor: row.actor,
    event: row.event,
    subject_run: typeof run === 'string' ? run : null,
    subject_plan: typeof plan === 'string' ? plan : null,
    subject: toJson(row.subject),
    before: row.before && toJson(row.before),
    after: row.after && toJson(row.after),
    previous_hash: row.previousHash,
    hash: row.hash,
  };
}

function fromTable(row: AuditTableRow): AuditRow {
  return {
    sequence: row.sequence,
    time: row.time,
    actor: row.actor,
    event: row.event,
    subject: fromJson(row.subject),
    before: fromJsonOrNull(row.before),
    after: fromJsonOrNull(row.after),
    previousHash: row.previous_hash,
    hash: row.hash,
  };
}
