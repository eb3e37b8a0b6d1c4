import { createHash } from 'node:crypto';
import {
  AuditChainCheck,
  AuditRow,
  hashAuditRow,
} from '@titanium-portal/backstage-plugin-titanium-common';

/** Of the text in UTF-8, hexadecimal. */
export const sha256 = (text: string): string =>
  createHash('sha256').update(text).digest('hex');

export const hashOf = (row: Omit<AuditRow, 'hash'>): string =>
  hashAuditRow(row, sha256);

export const chainFrom = (sequence: number, hash: string): AuditChainCheck =>
  new AuditChainCheck(sequence, hash, sha256);
