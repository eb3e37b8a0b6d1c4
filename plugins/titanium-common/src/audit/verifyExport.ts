import { AUDIT_GENESIS_HASH, AuditChainCheck, Sha256 } from './chain';
import {
  AuditBreak,
  AuditExportEnd,
  AuditExportStart,
  AuditRow,
} from './types';

/** What was found in an export of the audit. @public */
export interface AuditExportVerification {
  /** Rows found whole, up to the first that is not. */
  rows: number;
  /** Sequences of the first and last of them; null without rows. */
  first: number | null;
  last: number | null;
  /** Hash of the last of them: compare it with heads that the auditor has kept. */
  hash: string;
  /** True when the chain begins in it with the very first row ever written. */
  fromBeginning: boolean;
  /** Heads handed to the auditor that the rows went through. */
  anchors: number;
  /** The first row that is wrong. */
  broken?: AuditBreak;
  /** Why the file itself cannot be trusted: no export, cut off, not JSON. With the line, counted from one. */
  problem?: { line: number; message: string };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function isStart(value: unknown): value is AuditExportStart {
  return (
    isObject(value) &&
    value.type === 'titanium-audit' &&
    value.version === 1 &&
    isObject(value.start) &&
    typeof value.start.sequence === 'number' &&
    typeof value.start.hash === 'string' &&
    Array.isArray(value.anchors)
  );
}

const isRow = (value: unknown): value is AuditRow =>
  isObject(value) &&
  typeof value.sequence === 'number' &&
  typeof value.hash === 'string' &&
  typeof value.previousHash === 'string' &&
  isObject(value.subject);

/**
 * Checks an export of the audit line by line, without the portal. Whoever can rewrite the whole chain can make a whole
 * one: compare the last hash, or the anchors, with what the auditor has kept elsewhere.
 * @public
 */
export async function verifyAuditExport(
  lines: AsyncIterable<string> | Iterable<string>,
  sha256: Sha256,
): Promise<AuditExportVerification> {
  let start: AuditExportStart | undefined;
  let end: AuditExportEnd | undefined;
  let check = new AuditChainCheck(0, AUDIT_GENESIS_HASH, sha256);
  let anchors = new Map<number, string>();
  const found: AuditExportVerification = {
    rows: 0,
    first: null,
    last: null,
    hash: AUDIT_GENESIS_HASH,
    fromBeginning: false,
    anchors: 0,
  };
  let line = 0;
  const wrong = (message: string): AuditExportVerification => ({
    ...found,
    problem: { line: Math.max(line, 1), message },
  });
  for await (const text of lines) {
    line += 1;
    if (text.trim() === '') continue;
    const value = parsed(text);
    if (!start) {
      if (!isStart(value)) {
        return wrong('This is not an export of the audit');
      }
      start = value;
      const { sequence, hash } = start.start;
      check = new AuditChainCheck(sequence, hash, sha256);
      anchors = new Map(start.anchors.map(item => [item.sequence, item.hash]));
      found.hash = hash;
      found.fromBeginning = sequence === 0 && hash === AUDIT_GENESIS_HASH;
      if (sequence === 0 && hash !== AUDIT_GENESIS_HASH) {
        return { ...found, broken: { sequence: 1, problem: 'unlinked' } };
      }
    } else if (end) {
      return wrong('There is more after the end of the export');
    } else if (isObject(value) && value.type === 'end') {
      end = value as unknown as AuditExportEnd;
    } else if (!isRow(value)) {
      return wrong('This line is not an audit row');
    } else {
      const whole = check.add(value);
      const anchor = anchors.get(value.sequence);
      if (!whole || (anchor !== undefined && anchor !== value.hash)) {
        const { sequence } = value;
        return {
          ...found,
          broken: check.broken ?? { sequence, problem: 'changed' },
        };
      }
      found.rows += 1;
      found.first ??= value.sequence;
      found.last = value.sequence;
      found.hash = value.hash;
      found.anchors += anchor === undefined ? 0 : 1;
    }
  }
  if (!start) {
    return wrong('The file is empty');
  }
  if (!end) {
    return wrong('The export was cut off: its last line is missing');
  }
  if (end.rows !== found.rows || end.hash !== found.hash) {
    return {
      ...found,
      broken: { sequence: check.sequence + 1, problem: 'missing' },
    };
  }
  return found;
}
