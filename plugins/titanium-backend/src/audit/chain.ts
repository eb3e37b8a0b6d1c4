import { createHash } from 'node:crypto';
import { JsonObject } from '@backstage/types';
import {
  AuditRow,
  canonicalJson,
} from '@titanium-portal/backstage-plugin-titanium-common';

/** What the first row names as the hash before it. */
export const GENESIS_HASH = '0'.repeat(64);

/** SHA-256 over the canonical JSON of all fields but the hash itself. */
export function hashOf(row: Omit<AuditRow, 'hash'>): string {
  const { sequence, time, actor, event, subject, before, after, previousHash } =
    row;
  return createHash('sha256')
    .update(
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
    )
    .digest('hex');
}

/** The first thing that is wrong with a chain. */
export interface ChainBreak {
  sequence: number;
  problem: 'missing' | 'changed' | 'unlinked';
}

/** Checks rows in ascending order against what must stand before them. Holds the state between pages of rows. */
export class ChainCheck {
  broken?: ChainBreak;

  constructor(public sequence: number, public hash: string) {}

  add(row: AuditRow): boolean {
    if (this.broken) {
      return false;
    }
    if (row.sequence !== this.sequence + 1) {
      this.broken = { sequence: this.sequence + 1, problem: 'missing' };
    } else if (row.previousHash !== this.hash) {
      this.broken = { sequence: row.sequence, problem: 'unlinked' };
    } else if (hashOf(row) !== row.hash) {
      this.broken = { sequence: row.sequence, problem: 'changed' };
    }
    this.sequence = row.sequence;
    this.hash = row.hash;
    return !this.broken;
  }
}
