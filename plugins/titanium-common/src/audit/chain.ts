import { JsonObject } from '@backstage/types';
import { canonicalJson } from './canonicalJson';
import { AuditBreak, AuditRow } from './types';

/** What the first row names as the hash before it. @public */
export const AUDIT_GENESIS_HASH = '0'.repeat(64);

/** SHA-256 of a text in UTF-8, hexadecimal; given by who has a cryptographic library. @public */
export type Sha256 = (text: string) => string;

/** SHA-256 over the canonical JSON of all fields of an audit row but the hash itself. @public */
export function hashAuditRow(
  row: Omit<AuditRow, 'hash'>,
  sha256: Sha256,
): string {
  const { sequence, time, actor, event, subject, before, after, previousHash } =
    row;
  return sha256(
    canonicalJson({
      sequence,
      time,
      actor,
      event,
      subject,
      before,
      after,
      previousHash,
    } as JsonObject),
  );
}

/**
 * Checks rows in ascending order against what must stand before them. Holds the state between pages of rows.
 * @public
 */
export class AuditChainCheck {
  broken?: AuditBreak;

  constructor(
    public sequence: number,
    public hash: string,
    private readonly sha256: Sha256,
  ) {}

  /** False from the first row on that is not what it must be. */
  add(row: AuditRow): boolean {
    if (this.broken) {
      return false;
    }
    if (row.sequence !== this.sequence + 1) {
      this.broken = { sequence: this.sequence + 1, problem: 'missing' };
    } else if (row.previousHash !== this.hash) {
      this.broken = { sequence: row.sequence, problem: 'unlinked' };
    } else if (hashAuditRow(row, this.sha256) !== row.hash) {
      this.broken = { sequence: row.sequence, problem: 'changed' };
    }
    this.sequence = row.sequence;
    this.hash = row.hash;
    return !this.broken;
  }
}
