import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import {
  AuditExportVerification,
  verifyAuditExport,
} from '@titanium-portal/backstage-plugin-titanium-common';
import { UsageError } from '../errors';

const sha256 = (text: string): string =>
  createHash('sha256').update(text).digest('hex');

const PROBLEMS = {
  missing: 'is missing',
  changed: 'was changed',
  unlinked: 'does not follow from the row before',
} as const;

/** What was found, in a few lines. */
export function auditReport(found: AuditExportVerification): string {
  const { rows, first, last, hash, fromBeginning, anchors } = found;
  if (found.problem) {
    const { line, message } = found.problem;
    return `line ${line}: ${message}\n`;
  }
  if (found.broken) {
    const { sequence, problem } = found.broken;
    return `Broken: row ${sequence} ${PROBLEMS[problem]}. The ${rows} rows before it are whole.\n`;
  }
  const range = first === null ? 'no rows' : `rows ${first} to ${last}`;
  return [
    `Whole: ${range}${fromBeginning ? ', from the very beginning' : ''}.`,
    `Heads handed to the auditor that are in it: ${anchors}.`,
    `Last hash, to compare with what the auditor has kept:`,
    hash,
    '',
  ].join('\n');
}

/** Checks an export of the audit, line by line; the file may be larger than memory. */
export async function verifyAudit(
  path: string,
): Promise<AuditExportVerification> {
  if (!existsSync(path)) {
    throw new UsageError(`There is no file ${path}`);
  }
  const lines = createInterface({
    input: createReadStream(path, 'utf8'),
    crlfDelay: Infinity,
  });
  return verifyAuditExport(lines, sha256);
}
