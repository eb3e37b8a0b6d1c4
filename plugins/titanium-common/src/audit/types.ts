import { JsonObject } from '@backstage/types';

/** One row of the append-only, hash-chained audit table. Its format is fixed. @public */
export interface AuditRow {
  /** Rises by one, without gaps. */
  sequence: number;
  time: string;
  /** Entity ref of the person, or `plugin:titanium`. */
  actor: string;
  /** `plan.created`, `plan.denied`, `run.started`, `step.applied`, `run.succeeded`, `read.denied`, ... */
  event: string;
  /** What it is about: plan, run, target and entity ids. */
  subject: JsonObject;
  before: JsonObject | null;
  after: JsonObject | null;
  /** Hash of the row before; 64 zeros for the first. */
  previousHash: string;
  /** SHA-256, hexadecimal, over the canonical JSON of all other fields. */
  hash: string;
}
