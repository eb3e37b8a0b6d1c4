import { JsonObject } from '@backstage/types';
import { AuditRow } from '@titanium-portal/backstage-plugin-titanium-common';
import { Knex } from 'knex';
import {
  Db,
  fromJson,
  fromJsonOrNull,
  isoNow,
  toJson,
} from '../database/database';
import { AuditTableRow } from '../database/tables';
import { ChainBreak, ChainCheck, GENESIS_HASH, hashOf } from './chain';

/** What happened, before it has its place in the chain. */
export interface AuditEntry {
  actor: string;
  event: string;
  subject: JsonObject & { run?: string; plan?: string };
  before?: JsonObject | null;
  after?: JsonObject | null;
}

/** What `verify` found. */
export interface AuditVerification {
  rows: number;
  head: { sequence: number; hash: string };
  broken?: ChainBreak;
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

  /**
   * Recomputes the whole chain: from the first row, or after a retention run from the newest anchor below it, up to the
   * recorded head and through every anchor on the way.
   */
  async verify(): Promise<AuditVerification> {
    const head = await this.head();
    const anchors = new Map<number, string>(
      (await this.knex('audit_anchors').select('sequence', 'hash')).map(
        ({ sequence, hash }) => [sequence, hash],
      ),
    );
    const first = await this.knex<AuditTableRow>('audit')
      .orderBy('sequence')
      .first();
    // With every row pruned, the anchored head itself is what remains.
    const empty = anchors.get(head.sequence) === head.hash ? head.sequence : 0;
    const start = first ? first.sequence - 1 : empty;
    const startHash = start === 0 ? GENESIS_HASH : anchors.get(start);
    if (startHash === undefined) {
      return { rows: 0, head, broken: { sequence: 1, problem: 'missing' } };
    }
    const check = new ChainCheck(start, startHash);
    let rows = 0;
    for (;;) {
      const page = await this.knex<AuditTableRow>('audit')
        .where('sequence', '>', start + rows)
        .orderBy('sequence')
        .limit(PAGE);
      for (const row of page.map(fromTable)) {
        const anchor = anchors.get(row.sequence);
        if (!check.add(row) || (anchor && anchor !== row.hash)) {
          return {
            rows,
            head,
            broken: check.broken ?? {
              sequence: row.sequence,
              problem: 'changed',
            },
          };
        }
        rows += 1;
      }
      if (page.length < PAGE) break;
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
    return anchor
      ? this.knex('audit').where('sequence', '<=', anchor.sequence).delete()
      : 0;
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
