import { RunRow } from '../database/tables';
import { invalid } from '../errors';

/** Where the next page of a list of runs begins. */
export function encodeCursor(row: RunRow): string {
  return Buffer.from(`${row.started_at}|${row.id}`).toString('base64url');
}

export function decodeCursor(cursor: string): {
  startedAt: string;
  id: string;
} {
  const text = Buffer.from(cursor, 'base64url').toString();
  const [, startedAt, id] =
    /^([\d:.TZ-]{20,30})\|([0-9a-f-]{36})$/.exec(text) ?? [];
  if (!startedAt || !id) {
    throw invalid('The cursor is not one of this list');
  }
  return { startedAt, id };
}
