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

/** The first thing that is wrong with a chain. @public */
export interface AuditBreak {
  /** Sequence of the first row that is missing, was changed, or does not follow from the row before. */
  sequence: number;
  problem: 'missing' | 'changed' | 'unlinked';
}

/** Answer of `GET /audit/verify`. @public */
export interface AuditVerification {
  /** Rows that were checked and found whole. */
  rows: number;
  /** Sequence of the oldest row that is kept; null without rows. */
  first: number | null;
  /** The newest row, as recorded beside the chain. */
  head: { sequence: number; hash: string };
  /** The newest head that was handed to the auditor; null before the first. */
  anchor: { sequence: number; hash: string; time: string } | null;
  /** Absent when the chain is whole. */
  broken?: AuditBreak;
  checkedAt: string;
  /** Milliseconds for which rows are kept. */
  retention: number;
}

/** Filters of `GET /audit`; absent means any. @public */
export interface AuditQuery {
  /** Id of a plan or run, entity ref, action id, or an object as `NAME`, `KIND/NAME` or `NAMESPACE/KIND/NAME`. */
  subject?: string;
  /** Entity ref of a person. */
  actor?: string;
  /** Exactly, or all that begin so: `plan` finds `plan.created`. */
  event?: string;
  /** ISO 8601; both ends belong to it. */
  from?: string;
  to?: string;
  cursor?: string;
  /** 50 by default, 200 at most. */
  limit?: number;
}

/** Answer of `GET /audit`, newest first. @public */
export interface AuditPage {
  rows: AuditRow[];
  /** Pass as `?cursor=` for the next page; null at the end. */
  nextCursor: string | null;
}

/**
 * First line of an export of the audit (`GET /audit/export`, NDJSON): where the chain begins in it. The rows follow, one
 * a line, and one {@link AuditExportEnd}.
 * @public
 */
export interface AuditExportStart {
  type: 'titanium-audit';
  version: 1;
  exportedAt: string;
  /** What the first row must follow: its sequence less one, and that row's hash. */
  start: { sequence: number; hash: string };
  /** Heads that were handed to the auditor, within the export and right before it. */
  anchors: { sequence: number; hash: string }[];
}

/** Last line of an export; without it the export was cut off. @public */
export interface AuditExportEnd {
  type: 'end';
  rows: number;
  sequence: number;
  hash: string;
}
